"""An invitation to work in the office."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models.office_role import Role
from ponte.core.personal import Personal, Scrubbed

GOOD_FOR = timedelta(days=14)


def two_weeks_from_now() -> datetime:
    """When an invitation made now expires."""
    return timezone.now() + GOOD_FOR


class Invitation(models.Model):
    """Who is invited to which roles; the signed link that was mailed lives and dies with it."""

    email = models.EmailField(_("E-mail"))
    roles = models.JSONField(_("Roles"), default=list)
    language = models.CharField(_("Language of the mail"), max_length=12)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(_("Invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("Good until"), default=two_weeks_from_now)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(_("Accepted"), null=True)
    withdrawn_at = models.DateTimeField(_("Taken back"), null=True)

    personal_data = {
        "email": Personal(
            purpose=_("To send the invitation"),
            kept_until=_("90 days after it was answered, taken back or expired"),
            scrubbed=Scrubbed.ROW,
        )
    }

    logged: ClassVar[dict[str, models.Field]] = {"roles": models.CharField(_("Roles"), choices=Role.choices)}

    class Meta:
        ordering = ["-invited_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                name="invitation_open_once",
                fields=["email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None) & ~models.Q(email=""),
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def role_labels(self) -> list[str]:
        """The roles in words."""
        return [str(Role(role).label) for role in self.roles]
