"""Applications as lists: what the office looks for, and what an organisation has running."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from ponte.core import references
from ponte.core.text import fold
from ponte.fund.models import Application, Call
from ponte.fund.models.vocabulary import ApplicationState
from ponte.fund.queries.visible import applications_sealed_to, applications_visible_to

LENGTH = 25
NEWEST = (F("submitted_at").desc(nulls_last=True), "-pk")
ORDERS: dict[str, tuple[Any, ...]] = {
    "": NEWEST,
    "oldest": (F("submitted_at").asc(nulls_last=True), "pk"),
    "points": (F("points").desc(nulls_last=True), "pk"),
    "asked": (F("asked_minor").desc(nulls_last=True), "pk"),
    "name": ("organisation__sort_name", "pk"),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; "" is all of it."""

    text: str = ""
    call: str = ""
    state: str = ""
    sector: str = ""
    country: str = ""
    channel: str = ""
    late: bool = False
    order: str = ""

    @property
    def count(self) -> int:
        """How many filters are set, words apart."""
        given = (self.call, self.state, self.sector, self.country, self.channel, self.late)
        return sum(1 for value in given if value)


def narrowed(wanted: Wanted, person: Any, *, any_state: bool = False) -> "QuerySet[Application]":
    """Those this person may see and looks for, in no order."""
    rows = applications_visible_to(person)
    if wanted.text:
        rows = rows.filter(in_words(wanted.text))
    given = {
        "call__reference": wanted.call,
        "state": "" if any_state else wanted.state,
        "sector": wanted.sector,
        "country": wanted.country,
        "channel": wanted.channel,
        "is_late": wanted.late,
    }
    return rows.filter(**{name: value for name, value in given.items() if value}).order_by()


def in_words(text: str) -> Q:
    """A reference, a part of the title, a part of the name of the applicant in any accents."""
    found = Q(title__icontains=text) | Q(organisation__sort_name__contains=fold(text))
    reference = references.normalise(text)
    return found | Q(reference=reference) if references.is_valid(reference) else found


def listed(wanted: Wanted, person: Any) -> "QuerySet[Application]":
    """The rows of a list, with what each line shows."""
    rows = narrowed(wanted, person).select_related("call", "organisation")
    return rows.defer("summary", "call__summary").order_by(*ORDERS[wanted.order])


def by_state(wanted: Wanted, person: Any) -> list[dict[str, Any]]:
    """How many there are in each state, whatever state is chosen."""
    rows = narrowed(wanted, person, any_state=True).values_list("state").annotate(count=Count("pk"))
    counts = dict(rows.order_by("state"))
    found = [
        {"value": value, "label": label, "count": counts[value], "chosen": value == wanted.state}
        for value, label in ApplicationState.choices
        if value in counts
    ]
    every = {"value": "", "label": _("All"), "count": sum(counts.values()), "chosen": not wanted.state}
    return [every, *found]


def calls_with_applications(person: Any) -> list[tuple[str, str]]:
    """The calls to choose from."""
    rows = Call.objects.filter(pk__in=applications_visible_to(person).order_by().values("call"))
    return list(rows.order_by("-created_at", "-pk").values_list("reference", "title")[:200])


def sealed_calls(person: Any) -> list[Any]:
    """Calls with applications that nobody opens yet: how many, and until when."""
    rows = applications_sealed_to(person).values("call__reference", "call__title").annotate(count=Count("pk"))
    return list(rows.order_by("call__title", "call__reference"))
