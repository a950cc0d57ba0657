"""The public register of awards: found, summed up, and as each reader may know it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from ponte.core import places, references, wordings
from ponte.core.money import Money
from ponte.core.text import fold
from ponte.core.wordings import Shown
from ponte.fund.models import Award, Call
from ponte.fund.models.vocabulary import AwardState
from ponte.fund.queries.naming import is_named_for, named_for
from ponte.fund.queries.visible import awards_visible_to
from ponte.map.models import Organisation, OrganisationPlace
from ponte.map.models.vocabulary import Kind, PlaceRole, Sector

LENGTH = 50
STANDING = (AwardState.MADE, AwardState.ACCEPTED)
BADGES = {
    AwardState.MADE: "info",
    AwardState.ACCEPTED: "good",
    AwardState.GIVEN_UP: "plain",
    AwardState.REVOKED: "bad",
}
TITLE = "title"


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the register."""

    text: str = ""
    call: str = ""
    country: str = ""
    sector: str = ""
    year: str = ""
    page: str = "1"

    def address(self, **other: str) -> str:
        """The query of the list with something else chosen."""
        now = {"q": self.text, **{name: getattr(self, name) for name in FILTERS}}
        return urlencode({name: value for name, value in {**now, **other}.items() if value})

    @property
    def chosen(self) -> int:
        """How many filters narrow it down."""
        return sum(bool(getattr(self, name)) for name in FILTERS)


FILTERS = ("call", "country", "sector", "year")


@dataclass(frozen=True)
class Recipient:
    """Who received it, or what may be told of them: `name` is empty where a name is a danger."""

    kind: str
    country: str
    name: str = ""
    language: str = ""
    url: str = ""
    is_hidden_from_others: bool = False


@dataclass(frozen=True)
class Row:
    """An award as somebody may know it."""

    award: Award
    title: Shown
    description: str
    recipient: Recipient
    host: Recipient | None
    call: Shown
    country: str
    badge: str

    @property
    def stands(self) -> bool:
        """It was neither given up nor revoked."""
        return self.award.state in STANDING


def find(wanted: Wanted, person: Any) -> "QuerySet[Award]":
    """The awards, newest first. Nobody finds by its name what they may not read by its name."""
    rows = awards_visible_to(person).select_related("organisation", "host", "call")
    if wanted.text:
        folded = fold(wanted.text)
        known = Q(sort_title__contains=folded) | Q(organisation__sort_name__contains=folded)
        number = Q(reference=references.normalise(wanted.text[:20]))
        rows = rows.filter(number | (known & named_for(person)))
    if wanted.call:
        rows = rows.filter(call__reference=references.normalise(wanted.call[:20]))
    if wanted.country:
        rows = rows.filter(country=wanted.country)
    if wanted.sector:
        rows = rows.filter(sector=wanted.sector)
    if wanted.year:
        rows = rows.filter(awarded_on__year=int(wanted.year))
    return rows


def page_of(rows: "QuerySet[Award]", wanted: Wanted) -> Page:
    """One page of them."""
    return Paginator(rows, LENGTH).get_page(wanted.page)


def totals_of(rows: "QuerySet[Award]") -> list[tuple[Money, int]]:
    """(sum, how many) per currency of what stands; sums of two currencies are never one."""
    sums = rows.filter(state__in=STANDING).order_by().values("currency")
    summed = sums.annotate(minor=Sum("amount_minor"), count=Count("pk")).order_by("-count", "currency")
    return [(Money(int(row["minor"]), row["currency"]), row["count"]) for row in summed]


@dataclass(frozen=True)
class Around:
    """What is read once for all awards of a page: titles of their calls, where their organisations are based."""

    language: str
    calls: dict[int, Shown]
    bases: dict[int, str]


def around(awards: Sequence[Award], language: str) -> Around:
    """In two queries for any number."""
    return Around(language, titles_of({award.call for award in awards}, language), bases_of(awards, language))


def rows_of(awards: Sequence[Award], person: Any, language: str) -> list[Row]:
    """As this person may know them."""
    known = around(awards, language)
    return [row_of(award, person, known) for award in awards]


def row_of(award: Award, person: Any, known: Around) -> Row:
    """One of them. What applicants wrote goes with their name: a title can say who they are."""
    is_named, call = is_named_for(person, award), known.calls[award.call_id]
    return Row(
        award=award,
        title=Shown(award.title, award.language, "") if is_named else call,
        description=award.description if is_named else "",
        recipient=recipient_of(award.organisation, award, person, known.bases),
        host=recipient_of(award.host, award, person, known.bases) if award.host and is_named else None,
        call=call,
        country=places.name(award.country, known.language) if award.country else "",
        badge=BADGES[AwardState(award.state)],
    )


def recipient_of(body: Organisation, award: Award, person: Any, bases: dict[int, str]) -> Recipient:
    """An organisation of an award: by name, or by kind and country."""
    kind, country = str(Kind(body.kind).label) if body.kind else _("Organisation"), bases.get(body.pk, "")
    if not is_named_for(person, award):
        return Recipient(kind, country)
    return Recipient(
        kind,
        country,
        body.name,
        body.name_language,
        body.get_absolute_url() if person.has_perm("map.view_organisation", body) else "",
        is_hidden_from_others=not award.names_recipient,
    )


def titles_of(calls: Iterable[Call], language: str) -> dict[int, Shown]:
    """Their titles in this language, or as they were written."""
    rows = sorted(calls, key=lambda call: call.pk)
    found = wordings.best_many(rows, (TITLE,), language)
    shown = {call.pk: found[call.pk, TITLE] for call in rows}
    return {
        call.pk: Shown(call.title, call.language, "") if shown[call.pk].is_missing else shown[call.pk]
        for call in rows
    }


def bases_of(awards: Sequence[Award], language: str) -> dict[int, str]:
    """{organisation: the country it is based in}, in words, and nothing more exact than that."""
    bodies = {key for award in awards for key in (award.organisation_id, award.host_id) if key}
    based = OrganisationPlace.objects.filter(organisation_id__in=bodies, role=PlaceRole.RESIDENCE)
    found: dict[int, str] = {}
    for key, area in based.order_by("pk").values_list("organisation_id", "area"):
        found.setdefault(key, places.name(area, language))
    return found


def choices_of(person: Any, language: str) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: only what is there."""
    scope = awards_visible_to(person).order_by()
    calls = list(Call.objects.filter(pk__in=scope.values("call")).order_by("-pk")[:200])
    titles = titles_of(calls, language)
    used = set(scope.values_list("country", "sector", "awarded_on__year").distinct())
    countries = sorted({country for country, _sector, _year in used if country})
    sectors = {sector for _country, sector, _year in used}
    return {
        "call": [(call.reference, titles[call.pk].text) for call in calls],
        "country": places.sorted_by_name(countries, language),
        "sector": [(code, str(label)) for code, label in Sector.choices if code in sectors],
        "year": [(str(year), str(year)) for year in sorted({row[2] for row in used}, reverse=True)],
    }


def count_for_everybody() -> int:
    """How many awards a stranger finds."""
    return awards_visible_to(AnonymousUser()).count()


def addresses_for_everybody(start: int, end: int) -> Iterator[tuple[str, datetime]]:
    """Their references with the moment each changed, for search engines."""
    rows = awards_visible_to(AnonymousUser()).order_by("pk")[start:end]
    yield from rows.values_list("reference", "changed_at").iterator()
