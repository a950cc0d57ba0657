"""What somebody is in the office."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The six hats of an office. A person may wear several; what each may do is in the rules."""

    ADMINISTRATOR = "administrator", _("Administrator")
    FACILITATOR = "facilitator", _("Facilitator")
    FINANCE = "finance", _("Finance")
    REVIEWER = "reviewer", _("Reviewer")
    FOCAL_POINT = "focal_point", _("Focal point")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")

    @property
    def sentence(self) -> str:
        """What this role is for, in one sentence."""
        return str(_SENTENCES[self])


_SENTENCES = {
    Role.ADMINISTRATOR: _("Invites people, gives and takes roles, and changes the settings of the office."),
    Role.FACILITATOR: _("Keeps the directory true and brings organisations together."),
    Role.FINANCE: _("Follows the money: payments, expenses and reports."),
    Role.REVIEWER: _("Reads applications and reports, and says what they are worth."),
    Role.FOCAL_POINT: _("Stays in touch with one community or one place, and tells the office what changes."),
    Role.DATA_PROTECTION_OFFICER: _("Watches over personal data and answers people who ask about theirs."),
}


class OfficeRole(models.Model):
    """One role of one person, and who gave it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="office_roles")
    role = models.CharField(_("Role"), max_length=30, choices=Role.choices)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["person", "role"]
        verbose_name = _("office role")
        verbose_name_plural = _("office roles")
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], name="office_role_once"),
            models.CheckConstraint(name="office_role_known", condition=models.Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return str(Role(self.role).label)
