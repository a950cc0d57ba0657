"""The directory as a map: a page that is the list by area without a script, and what the map asks for."""

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from ponte.core.page_cache import for_visitors
from ponte.core.refusal import Refused
from ponte.map.forms.chart import read_area, read_point, read_zoom
from ponte.map.forms.search import SHARED, address_of, read_search
from ponte.map.models import Organisation
from ponte.map.queries.chart import first_view, marks, those_at, whereabouts
from ponte.map.queries.index import STANDS_AT, STANDS_IN
from ponte.map.queries.organisation_list import place_notes, rows_of
from ponte.map.queries.organisations import PAGE_LENGTH, Search, find
from ponte.map.queries.sight import sight_of
from ponte.map.views.organisation_export import is_known, tag
from ponte.map.views.organisation_list import asked

Answer = Callable[[], HttpResponse]


@for_visitors("map.organisation", "map.organisation.points", asks=SHARED)
def page(request: HttpRequest) -> HttpResponse:
    """The same search as the list, by area and on a map."""
    search = read_search(request.GET)
    found = find(search, request.user)
    area = first_view(found, search)
    where = whereabouts(found, search)
    return render(
        request,
        "map/organisation_map.html",
        asked(search, found, "organisations_map")
        | {
            "where": where,
            "area": f"{area.south:.3f},{area.west:.3f},{area.north:.3f},{area.east:.3f}",
            "circle": circle_of(search),
            "tiles": settings.MAP_TILES,
            "within": address_without(search, STANDS_IN, STANDS_AT),
            "place_notes": place_notes(place.value for place in where.countries),
        },
    )


def circle_of(search: Search) -> str:
    """What is near the place asked for."""
    near = search.near
    return f"{near.latitude},{near.longitude},{near.radius}" if near else ""


@for_visitors("map.organisation", "map.organisation.points", asks=(*SHARED, "bbox", "zoom"))
def clusters(request: HttpRequest) -> HttpResponse:
    """The marks of a box at a zoom, as light as they can be."""

    def answer() -> HttpResponse:
        area, zoom = read_area(request.GET), read_zoom(request.GET)
        found = find(read_search(request.GET), request.user)
        return JsonResponse({"total": found.total, "marks": marks(found, area, zoom)})

    return known_or(request, "clusters", answer)


@for_visitors("map.organisation", "map.organisation.points", asks=(*SHARED, "at"))
def here(request: HttpRequest) -> HttpResponse:
    """Those who stand at one point: a part of a page, for the map."""

    def answer() -> HttpResponse:
        latitude, longitude = read_point(request.GET)
        search = read_search(request.GET)
        there = those_at(find(search, request.user), latitude, longitude)
        organisations: list[Organisation] = there.page(search)
        more = f"{reverse('map:organisations')}?near={latitude:.6f},{longitude:.6f}&radius=1"
        return render(
            request,
            "map/_here.html",
            {
                "rows": rows_of(organisations, there.distances),
                "total": there.total,
                "more": more if there.total > PAGE_LENGTH else "",
                "place_notes": place_notes(place.area for row in organisations for place in row.places.all()),
            },
        )

    return known_or(request, "here", answer)


def known_or(request: HttpRequest, what: str, answer: Answer) -> HttpResponse:
    """304 when the asker has it already; a question that makes no sense is answered with what to do."""
    etag = tag((what,), request.META["QUERY_STRING"], sight_of(request.user).levels)
    if is_known(etag, request):
        given: HttpResponse = HttpResponseNotModified()
    else:
        try:
            given = answer()
        except Refused as refusal:
            return JsonResponse({"error": str(refusal)}, status=400)
    given["ETag"] = etag
    patch_cache_control(given, no_cache=True)
    return given


def address_without(search: Search, *names: str) -> str:
    """The query of this search without some of its filters."""
    kept = {name: values for name, values in search.chosen.items() if name not in names}
    return address_of(replace(search, chosen=kept))
