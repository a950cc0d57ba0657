"""The words of an engagement."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EngagementState(TextChoices):
    """Where an engagement stands."""

    DRAFT = "draft", _("Being prepared")
    OPEN = "open", _("Under way")
    HANDING_OVER = "handing_over", _("Being handed over")
    CLOSED = "closed", _("Closed")
    DROPPED = "dropped", _("Not begun")


class Phase(TextChoices):
    """Which of the three an engagement is about; it may be more than one."""

    HUMANITARIAN = "humanitarian", _("Humanitarian aid")
    DEVELOPMENT = "development", _("Development")
    PEACE = "peace", _("Peace")
