"""An invitation to act for an organisation."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.map.models.organisation import Organisation
from ponte.map.models.vocabulary import MemberRole

GOOD_FOR = timedelta(days=14)


def two_weeks_from_now() -> datetime:
    """When an invitation made now ends."""
    return timezone.now() + GOOD_FOR


class MembershipInvitation(models.Model):
    """Who is invited to which role; the signed link that was mailed lives and dies with it."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="membership_invitations"
    )
    email = models.EmailField(_("E-mail"))
    role = models.CharField(_("Role"), max_length=10, choices=MemberRole.choices)
    language = models.CharField(_("Language of the mail"), max_length=12)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField(_("Invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("Good until"), default=two_weeks_from_now)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(_("Accepted"), null=True)
    withdrawn_at = models.DateTimeField(_("Taken back"), null=True)

    personal_data = {
        "email": Personal(
            purpose=_("To send the invitation"),
            kept_until=_("90 days after it was answered, taken back or expired"),
            scrubbed=Scrubbed.ROW,
        )
    }

    class Meta:
        ordering = ["-invited_at", "-pk"]
        verbose_name = _("invitation to an organisation")
        verbose_name_plural = _("invitations to organisations")
        constraints = [
            models.UniqueConstraint(
                name="membership_invitation_open_once",
                fields=["organisation", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None) & ~Q(email=""),
            )
        ]

    def __str__(self) -> str:
        return self.email
