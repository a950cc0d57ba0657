"""The words of mandates and elections."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MandateRole(TextChoices):
    """For what somebody was chosen."""

    SPOKESPERSON = "spokesperson", _("Spokesperson")
    DEPUTY = "deputy", _("Deputy spokesperson")
    CHAIR = "chair", _("Chair")
    LIAISON = "liaison", _("Liaison with institutions")


class How(TextChoices):
    """How somebody was chosen."""

    CONSENSUS = "consensus", _("Everybody agreed")
    BALLOT = "ballot", _("Secret vote")
    APPOINTMENT = "appointment", _("Appointed")


class MandateState(TextChoices):
    """Whether somebody speaks for the table today."""

    RUNNING = "running", pgettext_lazy("of a mandate", "Running")
    ENDED = "ended", pgettext_lazy("of a mandate", "Ended")
    RESIGNED = "resigned", pgettext_lazy("of a mandate", "Given back")
    REVOKED = "revoked", pgettext_lazy("of a mandate", "Revoked")


class ElectionState(TextChoices):
    """Where an election stands."""

    PREPARED = "prepared", pgettext_lazy("of an election", "Being prepared")
    OPEN = "open", _("Voting is open")
    CLOSED = "closed", _("Voting has ended")
    COUNTED = "counted", pgettext_lazy("of an election", "Counted")
    ANNULLED = "annulled", pgettext_lazy("of an election", "Annulled")


class Outcome(TextChoices):
    """What a count says."""

    ELECTED = "elected", _("Elected")
    TIE = "tie", _("Nobody yet: as many votes for two or more")
    NO_QUORUM = "no_quorum", _("Nobody: too few took part")
    NOBODY = "nobody", _("Nobody: most voted for none of them")


class Consent(TextChoices):
    """Whether a candidate wants to stand."""

    ASKED = "asked", pgettext_lazy("of a candidate", "Asked")
    STANDS = "stands", _("Stands for election")
    DECLINED = "declined", pgettext_lazy("of a candidate", "Does not stand")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a candidate", "Withdrew")
