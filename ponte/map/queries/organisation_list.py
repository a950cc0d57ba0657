"""The directory as a screen: rows, facets with counts, chips."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from ponte.core import languages, places
from ponte.core.text import fold
from ponte.map.models import Organisation, OrganisationPlace
from ponte.map.models.vocabulary import Kind, PlaceRole, Sector, State
from ponte.map.queries.index import STALE, STANDS_AT, STANDS_IN
from ponte.map.queries.organisations import Found, Search
from ponte.map.queries.places_in_words import distance_in_words, town_in_words
from ponte.map.queries.reasons import Reason

LEGENDS: Mapping[str, Any] = {
    "sector": _("What they work on"),
    "country_of_origin": _("Roots in"),
    "country_of_residence": _("Based in"),
    "active_in": _("Active in"),
    "language": _("Languages spoken"),
    "kind": _("Kind"),
    "state": _("How sure we are"),
}
AS_SELECT = ("country_of_origin", "country_of_residence", "active_in", "language")
BY_AREA = (*AS_SELECT[:3], STANDS_IN)
IN_VOCABULARY: Mapping[str, Mapping[str, Any]] = {
    "sector": dict(Sector.choices),
    "kind": dict(Kind.choices),
    "state": {**dict(State.choices), STALE: _("May be out of date")},
}
BADGES: Mapping[str, str] = {
    State.DECLARED: "plain",
    State.CHECKED: "info",
    State.VERIFIED: "good",
    State.PROPOSED: "info",
    State.SUSPENDED: "warn",
    State.DISSOLVED: "plain",
    State.WITHDRAWN: "bad",
    State.REMOVED: "bad",
    State.MERGED: "plain",
}
LONGEST_ROUTE = 3
MOST_DOTS = 60


@dataclass(frozen=True)
class Row:
    """One line of the directory, as it is shown."""

    organisation: Organisation
    letter: str
    badges: Sequence[tuple[str, str]]
    own_names: Sequence[tuple[str, str]]
    origins: Sequence[str]
    places: Sequence[str]
    sectors: Sequence[str]
    distance: str = ""
    reason: Reason | None = None


def rows_of(
    organisations: Iterable[Organisation],
    distances: Mapping[int, float] = MappingProxyType({}),
    reasons: Mapping[int, Reason] = MappingProxyType({}),
) -> list[Row]:
    """The lines of a page; names and places must have been fetched with the organisations."""
    return [
        Row(
            organisation=organisation,
            letter=initial(organisation.name),
            badges=badges_of(organisation),
            own_names=[(name.text, name.language) for name in organisation.names.all()][:2],
            origins=shown_places(organisation, PlaceRole.ORIGIN),
            places=shown_places(organisation, PlaceRole.RESIDENCE)
            or shown_places(organisation, PlaceRole.ACTIVITY),
            sectors=[str(IN_VOCABULARY["sector"][code]) for code in organisation.sectors[:3]],
            distance=distance_in_words(distances[organisation.pk]) if organisation.pk in distances else "",
            reason=reasons.get(organisation.pk),
        )
        for organisation in organisations
    ]


def badges_of(organisation: Organisation) -> list[tuple[str, str]]:
    """How sure we are, as (kind of badge, words)."""
    badges = []
    if organisation.is_informal:
        badges.append(("informal", organisation.get_kind_display()))
    if organisation.may_be_out_of_date:
        badges.append(("warn", str(_("May be out of date"))))
    else:
        badges.append((BADGES[organisation.state], organisation.state_in_words))
    if organisation.changed_since_check_at:
        badges.append(("warn", str(_("Changed since it was checked"))))
    return badges


def initial(name: str) -> str:
    """The letter in the doorway: the first letter or digit of a name."""
    return next((char.upper() for char in name if char.isalnum()), "·")


def shown_places(organisation: Organisation, role: str) -> list[str]:
    """Names of the places of one role, the first few; a town as its own name."""
    labels = places.labels(get_language() or "en")
    found = [shown_place(place, labels) for place in organisation.places.all() if place.role == role]
    return (
        found
        if len(found) <= LONGEST_ROUTE
        else [*found[: LONGEST_ROUTE - 1], f"+{len(found) - LONGEST_ROUTE + 1}"]
    )


def shown_place(place: OrganisationPlace, labels: Mapping[str, str]) -> str:
    """A town by its name, anything wider as `places.labels` of the reader's language calls it."""
    area = labels.get(place.area, place.area)
    return f"{place.locality}, {area}" if place.locality else area


def place_notes(codes: Iterable[str]) -> list[str]:
    """What has to be said once on a page that names these places."""
    language = get_language() or "en"
    return sorted({note for code in set(codes) if (note := places.note(code, language))})


def facets_of(found: Found, search: Search) -> list[dict[str, Any]]:
    """The filters with what each choice would show; a chosen value stays even when nothing is left of it."""
    return [
        {
            "name": name,
            "legend": legend,
            "kind": "select" if name in AS_SELECT else "checks",
            "options": options_of(name, found.counts[name], search.chosen.get(name, ())),
        }
        for name, legend in LEGENDS.items()
    ]


def dots_of(found: Found) -> list[dict[str, Any]]:
    """A point for each country where those found are based or act, the most frequent first; no town is shown."""
    counts: dict[str, int] = {}
    for facet in ("country_of_residence", "active_in"):
        for code, count in found.counts[facet].items():
            if not places.is_region(code):
                counts[code] = counts.get(code, 0) + count
    most = sorted(counts, key=lambda code: (-counts[code], code))[:MOST_DOTS]
    points = ((code, places.centre(code)) for code in most)
    return [{"latitude": point[0], "longitude": point[1]} for _code, point in points if point]


def options_of(facet: str, counts: Mapping[str, int], chosen: Sequence[str]) -> list[dict[str, Any]]:
    """The options of one facet: places and languages by name, other things by how many there are."""
    every = {**dict.fromkeys(chosen, 0), **counts}
    labels = labels_of(facet)
    options = [
        {"value": value, "label": labels.get(value, value), "count": count, "chosen": value in chosen}
        for value, count in every.items()
        if value != places.WORLD or value in chosen
    ]
    if facet not in AS_SELECT:
        return sorted(options, key=lambda option: (-option["count"], sort_key(option["label"])))
    if not options:
        return []
    anything = ngettext("Any (%(count)d)", "Any of %(count)d", len(options)) % {"count": len(options)}
    first = {"value": "", "label": anything, "count": None, "chosen": False}
    return [first, *sorted(options, key=lambda option: sort_key(option["label"]))]


def labels_of(facet: str) -> Mapping[str, str]:
    """What people read for the values of a facet."""
    language = get_language() or "en"
    if facet in BY_AREA:
        return places.labels(language)
    if facet == "language":
        return language_labels(language)
    return {value: str(label) for value, label in IN_VOCABULARY[facet].items()}


@cache
def language_labels(language: str) -> Mapping[str, str]:
    """The names of languages in one of them, as they stand at the beginning of a line."""
    return {code: places.begun(name) for code, name in languages.choices(language)}


def label_of(facet: str, value: str) -> str:
    """What people read for one value."""
    return town_in_words(value) if facet == STANDS_AT else labels_of(facet).get(value, value)


sort_key = lru_cache(maxsize=8192)(fold)
