"""Applications as lists: what the office looks for, and what an organisation has running."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from ponte.core import references
from ponte.core.text import fold
from ponte.fund.models import Application, Call
from ponte.fund.models.vocabulary import ApplicationState, CallState
from ponte.fund.queries.visible import applications_sealed_to
from ponte.map.models.membership import membership_roles

LENGTH = 25
MOST_CALLS = 200
IN_A_LINE = (
    *("reference", "title", "state", "asked_minor", "submitted_at", "is_late", "points"),
    *("call__reference", "call__title", "call__language", "call__currency"),
    *("organisation__reference", "organisation__name", "organisation__name_language"),
)
IN_A_FILE = (
    *(
        "summary",
        "stage",
        "language",
        "sector",
        "country",
        "starts_on",
        "ends_on",
        "own_minor",
        "total_minor",
    ),
    *("channel", "started_at", "decided_at", "receipt", "host__reference"),
)
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


def narrowed(
    wanted: Wanted, seen: "QuerySet[Application]", *, any_state: bool = False
) -> "QuerySet[Application]":
    """Of those somebody may see, what they look for, in no order."""
    rows = seen.filter(in_words(wanted.text)) if wanted.text else seen
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
    """A reference, a part of the title or of the name of the applicant, in any accents."""
    folded = fold(text)
    found = Q(sort_title__contains=folded) | Q(organisation__sort_name__contains=folded)
    reference = references.normalise(text)
    return found | Q(reference=reference) if references.is_valid(reference) else found


def listed(wanted: Wanted, seen: "QuerySet[Application]") -> "QuerySet[Application]":
    """The rows of a list, with what each line shows: calls and organisations are wide."""
    rows = narrowed(wanted, seen).select_related("call", "organisation").only(*IN_A_LINE)
    return rows.order_by(*ORDERS[wanted.order])


def exported(wanted: Wanted, seen: "QuerySet[Application]") -> "QuerySet[Application]":
    """The same rows with what a file says of them."""
    rows = listed(wanted, seen).select_related("call", "organisation", "host")
    return rows.only(*IN_A_LINE, *IN_A_FILE)


def by_state(wanted: Wanted, seen: "QuerySet[Application]") -> list[dict[str, Any]]:
    """How many there are in each state, whatever state is chosen; all of them first."""
    rows = narrowed(wanted, seen, any_state=True).values_list("state").annotate(count=Count("pk"))
    counts = dict(rows.order_by("state"))
    found = [
        {"value": value, "label": label, "count": counts[value], "chosen": value == wanted.state}
        for value, label in ApplicationState.choices
        if value in counts
    ]
    every = {"value": "", "label": _("All"), "count": sum(counts.values()), "chosen": not wanted.state}
    return [every, *found]


def in_use(seen: "QuerySet[Application]") -> tuple[set[str], set[str]]:
    """The sectors and the countries that find something: nobody chooses among all countries of the world."""
    rows = seen.order_by().values_list("sector", "country").distinct()
    found = list(rows)
    return {sector for sector, _country in found}, {country for _sector, country in found}


def calls_to_choose(person: Any) -> list[tuple[str, str]]:
    """The calls somebody may narrow a list down to."""
    rows = Call.objects.exclude(state=CallState.DRAFT)
    if not person.has_perm("fund.list_applications"):
        rows = rows.filter(applications__organisation__in=membership_roles(person)).distinct()
    return list(rows.order_by("-created_at", "-pk").values_list("reference", "title")[:MOST_CALLS])


def sealed_calls(person: Any) -> list[Any]:
    """Calls with applications that nobody opens yet: how many, and until when."""
    rows = applications_sealed_to(person).values("call__reference", "call__title").annotate(count=Count("pk"))
    return list(rows.order_by("call__title", "call__reference"))
