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


class Heading(TextChoices):
    """What an office finds out of a country before it brings people together."""

    LEGAL_STATUS = "legal_status", _("Legal status of associations")
    FUNDRAISING = "fundraising", _("Fundraising")
    TAX = "tax", _("Taxes")
    SANCTIONS = "sanctions", _("Sanctions and laws against terrorism")
    CUSTOMS = "customs", _("Customs for aid in kind")
    DATA_PROTECTION = "data_protection", _("Data protection")
    RECOGNITION = "recognition", _("Recognition of diaspora organisations")
    CONSULTATION = "consultation", _("Consultative bodies")


class EffectKind(TextChoices):
    """What came of an engagement that nobody had planned."""

    TRUST = "trust", _("Trust")
    NETWORK = "network", _("New networks")
    LEADERSHIP = "leadership", _("New people who lead, women among them")
    VISIBILITY = "visibility", _("Being known")
    HARM = "harm", _("Harm or a risk")
    OTHER = "other", _("Something else")


class CriterionState(TextChoices):
    """How far a condition for leaving is met."""

    NOT_YET = "not_yet", _("Not yet")
    PARTLY = "partly", _("In part")
    MET = "met", _("Met")


class MessagePurpose(TextChoices):
    """What a draft of a message is for."""

    INVITATION = "invitation", _("Invitation to take part")
    FIRST_MEETING = "first_meeting", _("Invitation to the first meeting")
    REMINDER = "reminder", _("Reminder")
    THANKS = "thanks", _("Thanks after a meeting")
