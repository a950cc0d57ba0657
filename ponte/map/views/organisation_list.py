"""The directory: a page people read, and the same rows for machines."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ponte.core.finding import Answer
from ponte.core.page_cache import for_visitors
from ponte.map.exports.formats import FORMATS
from ponte.map.forms.near import RADII, USUAL_RADIUS
from ponte.map.forms.search import SHARED, address_of, read_search
from ponte.map.queries.front import registering
from ponte.map.queries.organisation_list import dots_of, facets_of, label_of, place_notes, rows_of
from ponte.map.queries.organisations import BEST, DISTANCE, PAGE_LENGTH, Found, Search, find
from ponte.map.queries.places_in_words import near_in_words
from ponte.map.queries.reasons import reasons_of


@for_visitors("map.organisation", asks=SHARED)
def page(request: HttpRequest) -> HttpResponse:
    """The directory, filtered, counted and page by page."""
    search = read_search(request.GET)
    found = find(search, request.user)
    pages = Paginator(range(found.total), PAGE_LENGTH).get_page(search.page)
    search = replace(search, page=pages.number)
    organisations = found.page(search)
    return render(
        request,
        "map/organisation_list.html",
        asked(search, found, "organisations")
        | {
            "rows": rows_of(
                organisations, found.distances, reasons_of(organisations, found.answer, found.sight)
            ),
            "partly": partly(found.answer),
            "place_notes": place_notes(place.area for row in organisations for place in row.places.all()),
            "first": pages.start_index(),
            "dots": dots_of(found),
            "pages": pages,
            "sorts": sorts_of(search),
            "downloads": downloads_of(search, sees_all=request.user.has_perm("map.view_register")),
            "may_register": registering(request, None) is not None,
            "may_add": request.user.has_perm("map.add_organisation"),
        },
    )


def asked(search: Search, found: Found, here: str) -> dict[str, Any]:
    """What was asked for, and how to ask otherwise: the same for the list and for the map."""
    return {
        "search": search,
        "total": found.total,
        "facets": facets_of(found, search),
        "chips": chips_of(search, reverse(f"map:{here}")),
        "query": address_of(search),
        "near": near_field(search),
        "everything": reverse(f"map:{here}"),
        "ways": ways_of(search, here),
    }


def ways_of(search: Search, here: str) -> list[dict[str, object]]:
    """The list and the map of the same search."""
    query = address_of(search)
    return [
        {"label": label, "url": f"{reverse(f'map:{name}')}?{query}".rstrip("?"), "current": name == here}
        for name, label in (("organisations", _("List")), ("organisations_map", _("Map")))
    ]


def near_field(search: Search) -> dict[str, object]:
    """The field for a town: what stands in it, how far around, and whether nobody knows it."""
    radius = search.near.radius if search.near else USUAL_RADIUS
    return {
        "value": search.place,
        "is_unknown": bool(search.place) and search.near is None,
        "radii": [(number, number == radius) for number in sorted({*RADII, radius})],
    }


def partly(answer: Answer | None) -> dict[str, object] | None:
    """What has to be said when nothing has all of what was typed; None when something has."""
    if answer is None or not answer.is_partial:
        return None
    return {"nowhere": answer.nowhere, "most": answer.most, "of": len(answer.terms)}


def sorts_of(search: Search) -> list[dict[str, object]]:
    """The ways to sort this list."""
    labels = {"name": _("By name"), "changed": _("Newest changes first")}
    if search.text:
        labels = {BEST: _("Best match first")} | labels
    if search.near:
        labels = {DISTANCE: _("Nearest first")} | labels
    return [
        {"label": label, "url": f"?{address_of(replace(search, sort=name))}", "current": name == search.order}
        for name, label in labels.items()
    ]


def chips_of(search: Search, here: str) -> list[dict[str, str]]:
    """The chosen filters, each with the address of the page without it."""
    chips = [
        {"label": label_of(name, value), "url": f"{here}?{address_of(search, but=(name, value))}"}
        for name, values in search.chosen.items()
        for value in values
    ]
    if search.near:
        without = address_of(replace(search, near=None, place=""))
        chips.append({"label": near_in_words(search.near), "url": f"{here}?{without}"})
    return chips


def downloads_of(search: Search, *, sees_all: bool) -> list[dict[str, str]]:
    """The same rows in every format; for the office also with everything it knows."""
    query = address_of(search)
    offered = [(name.upper(), reverse("map:organisations_export", args=[name])) for name in FORMATS]
    if sees_all:
        offered += [
            (
                _("%(format)s with everything the office knows") % {"format": name.upper()},
                reverse("map:organisations_office_export", args=[name]),
            )
            for name in ("csv", "xlsx")
        ]
    return [{"label": label, "url": f"{address}?{query}"} for label, address in offered]
