"""A key by which a program reads the API for a person."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.codes import CodesField
from ponte.core.personal import Personal, Scrubbed


def vocabulary() -> list[tuple[str, Any]]:
    """The scopes there are."""
    from ponte.core.api import scopes  # models are read before ninja can be

    return [(scope.name, scope.says) for scope in scopes]


class ApiToken(models.Model):
    """What a token may do and until when. The token itself is shown once; only its digest is kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    label = models.CharField(_("What it is for"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    beginning = models.CharField(max_length=16, editable=False)  # so that people tell their tokens apart
    scopes = CodesField(_("What it may read"), vocabulary=vocabulary)
    made_at = models.DateTimeField(_("Made"), default=timezone.now)
    expires_at = models.DateTimeField(_("Good until"))
    revoked_at = models.DateTimeField(_("Revoked"), null=True)
    last_used_at = models.DateTimeField(_("Last used"), null=True)

    personal_data = {
        "label": Personal(
            _("So that people tell their tokens apart"),
            _("one year after the token ended, or when the account is deleted"),
            Scrubbed.ROW,
        ),
        "last_used_at": Personal(
            _("So that people notice a token that is used by others, or by nobody"),
            _("one year after the token ended, or when the account is deleted"),
            Scrubbed.ROW,
        ),
    }

    objects: ClassVar[models.Manager["ApiToken"]] = models.Manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        indexes = [models.Index(fields=["person", "-made_at"], name="api_token_of_person")]
        constraints = [
            models.CheckConstraint(
                name="api_token_ends_after_it_began", condition=models.Q(expires_at__gt=models.F("made_at"))
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_good(self) -> bool:
        """Whether it opens anything now."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def ended_at(self) -> datetime | None:
        """When it stopped to be good."""
        if self.revoked_at:
            return self.revoked_at
        return self.expires_at if self.expires_at <= timezone.now() else None
