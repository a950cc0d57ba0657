"""The words of tables and seats."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TableKind(TextChoices):
    """What sort of body it is."""

    NATIONAL = "national", _("National table")
    REGIONAL = "regional", _("Regional table")
    LOCAL = "local", _("Local table")
    THEMATIC = "thematic", _("Thematic table")
    WORKING_GROUP = "working_group", _("Working group")
    OUTSIDE = "outside", _("Body of others, in which the office sits")


class TableVisibility(TextChoices):
    """Who may see a table."""

    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Those who sit at it")
    OFFICE = "office", _("Only the office")


class TableState(TextChoices):
    """Where a table stands."""

    OPEN = "open", pgettext_lazy("of a table", "Meets")
    PAUSED = "paused", _("Does not meet at present")
    CLOSED = "closed", pgettext_lazy("of a table", "Closed")


class Frequency(TextChoices):
    """How often a table means to meet."""

    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every three months")
    AS_NEEDED = "as_needed", _("When it is needed")


class SeriesState(TextChoices):
    """Whether a series of meetings goes on."""

    RUNNING = "running", pgettext_lazy("of a series of meetings", "Goes on")
    ENDED = "ended", pgettext_lazy("of a series of meetings", "Ended")


class Weekday(IntegerChoices):
    """A day of the week, as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Week(IntegerChoices):
    """Which of the Mondays, Tuesdays … of a month."""

    FIRST = 1, pgettext_lazy("week of a month", "First")
    SECOND = 2, pgettext_lazy("week of a month", "Second")
    THIRD = 3, pgettext_lazy("week of a month", "Third")
    FOURTH = 4, pgettext_lazy("week of a month", "Fourth")
    LAST = 5, pgettext_lazy("week of a month", "Last")


class ByLink(TextChoices):
    """What somebody without an account may do by a link in a mail; each table decides."""

    ANSWER = "answer", _("Answer invitations")
    REGISTER = "register", _("Register for meetings, also colleagues")
    CHECK_IN = "check_in", _("Say that they are there")
    REPORT = "report", _("Report on actions")
    AMEND = "amend", _("Read minutes and ask for changes in them")
    VOTE = "vote", _("Vote in elections")


class Voice(TextChoices):
    """What a seat may do when the table decides."""

    VOTING = "voting", pgettext_lazy("of a seat", "Votes")
    OBSERVER = "observer", _("Listens and speaks, does not vote")


class SeatState(TextChoices):
    """Whether the seat is taken."""

    INVITED = "invited", _("Invited")
    TAKEN = "taken", _("Sits at the table")
    DECLINED = "declined", _("Declined")
    LEFT = "left", pgettext_lazy("of a seat", "Left")
    EXCLUDED = "excluded", _("Excluded")


class Duty(TextChoices):
    """The duties of who facilitates a table, as the model of coordination names them."""

    CONVENE = "convene", _("Convenes the meetings")
    AGENDA = "agenda", _("Gathers the agenda with the members")
    NEUTRAL = "neutral", _("Stays neutral and gives everybody the floor")
    TRANSLATION = "translation", _("Sees that everybody understands: languages, interpretation")
    MINUTES = "minutes", _("Has minutes written and sent")
    FOLLOW_UP = "follow_up", _("Follows up what was decided")
    CONFLICT = "conflict", _("Helps when there is conflict")
