"""What a question can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Each with the words of the list from which a writer chooses."""

    TEXT = "text", _("Short text")
    LONG = "long", _("Long text")
    INTEGER = "integer", _("Whole number")
    DECIMAL = "decimal", _("Number with decimals")
    MONEY = "money", _("Amount of money")
    DATE = "date", _("Date")
    ONE = "one", _("One choice")
    MANY = "many", _("Several choices")
    TICK = "tick", _("Confirmation to tick")
    FILE = "file", _("File")
    IMAGE = "image", _("Picture")
    PLACE = "place", _("Point on the map")
    NOTE = "note", _("Text to read")
    CALCULATION = "calculation", _("Calculation")
    GROUP = "group", _("Group of questions")
    REPEAT = "repeat", _("Group that repeats")
    TABLE = "table", _("Table of questions with the same choices")
    TOLD = "told", _("Known by the system")  # start, end, today
    KEPT = "kept", _("Kept, but not asked here")


CONTAINERS = frozenset({Kind.GROUP, Kind.REPEAT, Kind.TABLE})
CHOOSING = frozenset({Kind.ONE, Kind.MANY})
UPLOADS = frozenset({Kind.FILE, Kind.IMAGE})
# What a person gives an answer to.
ANSWERED = frozenset(Kind) - CONTAINERS - {Kind.NOTE, Kind.CALCULATION, Kind.TOLD, Kind.KEPT}
# What has a value that expressions may look at.
VALUED = ANSWERED | {Kind.CALCULATION, Kind.TOLD, Kind.NOTE}
# What a writer may choose in the browser.
WRITTEN = tuple(kind for kind in Kind if kind not in (Kind.TOLD, Kind.KEPT))
