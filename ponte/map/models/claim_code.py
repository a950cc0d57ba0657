"""A code on paper that lets the right person claim a record."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.map.models.organisation import Organisation

GOOD_FOR = timedelta(days=180)


def half_a_year_from_now() -> datetime:
    """When a code printed now ends."""
    return timezone.now() + GOOD_FOR


class ClaimCode(models.Model):
    """Only a slow hash is kept: nobody can print the same code again, a new one takes its place."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="claim_codes")
    digest = models.CharField(max_length=200)
    issued_at = models.DateTimeField(_("Printed"), default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("Good until"), default=half_a_year_from_now)
    used_at = models.DateTimeField(_("Used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("Taken back"), null=True, blank=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("claim code")
        verbose_name_plural = _("claim codes")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(used_at=None, revoked_at=None),
                name="claim_code_open_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def is_good(self) -> bool:
        """It can still be used."""
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()
