"""The directory: a page people read, and the same rows for machines."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ponte.map.exports.formats import FORMATS
from ponte.map.forms.search import address_of, read_search
from ponte.map.queries.front import registering
from ponte.map.queries.organisation_list import dots_of, facets_of, labels_of, place_notes, rows_of
from ponte.map.queries.organisations import PAGE_LENGTH, Search, find


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
        {
            "search": search,
            "total": found.total,
            "rows": rows_of(organisations),
            "place_notes": place_notes(place.area for row in organisations for place in row.places.all()),
            "first": pages.start_index(),
            "facets": facets_of(found, search),
            "dots": dots_of(found),
            "chips": chips_of(search),
            "pages": pages,
            "query": address_of(search),
            "sorts": sorts_of(search),
            "downloads": downloads_of(search, sees_all=request.user.has_perm("map.view_register")),
            "may_register": registering(request, None) is not None,
            "may_add": request.user.has_perm("map.add_organisation"),
        },
    )


def sorts_of(search: Search) -> list[dict[str, object]]:
    """The ways to sort this list."""
    labels = {"name": _("By name"), "changed": _("Newest changes first")}
    return [
        {"label": label, "url": f"?{address_of(replace(search, sort=name))}", "current": name == search.sort}
        for name, label in labels.items()
    ]


def chips_of(search: Search) -> list[dict[str, str]]:
    """The chosen filters, each with the address of the list without it."""
    here = reverse("map:organisations")
    return [
        {"label": labels_of(name).get(value, value), "url": f"{here}?{address_of(search, but=(name, value))}"}
        for name, values in search.chosen.items()
        for value in values
    ]


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
