"""What a visitor asked the directory for, read from an address anybody may have typed."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import QueryDict

from ponte.core.text import clean
from ponte.map.forms.near import USUAL_RADIUS, read_near
from ponte.map.queries.index import FACETS, ORDERS, STANDS_AT
from ponte.map.queries.organisations import BEST, DISTANCE, Search

# The parameters of an address that many people share. Who stands near a point is one person's question.
SHARED = ("q", *FACETS, STANDS_AT, "sort", "page")
LONGEST_TEXT = 200
LAST_PAGE = 100_000


def read_search(query: QueryDict) -> Search:
    """A search; what makes no sense in an address is left out, so that an old link still shows a list."""
    chosen = {name: tuple(values(query.getlist(name))) for name in FACETS if query.getlist(name)}
    if towns := [clean(town[:LONGEST_TEXT]) for town in query.getlist(STANDS_AT)[:60] if town]:
        chosen[STANDS_AT] = tuple(dict.fromkeys(towns))
    place, near = read_near(query)
    search = Search(
        text=clean(query.get("q", ""))[:LONGEST_TEXT],
        chosen=chosen,
        page=number(query.get("page", "")),
        place=place,
        near=near,
    )
    sort = query.get("sort", "")
    known = sort in ORDERS or (sort == DISTANCE and near) or (sort == BEST and search.text)
    return replace(search, sort=sort if known else search.usual_sort)


def values(raw: Iterable[str]) -> list[str]:
    """Values each once, several allowed in one with commas."""
    split = (clean(part)[:40] for value in raw for part in value.split(","))
    return [value for value in dict.fromkeys(split) if value][:60]


def number(raw: str) -> int:
    """A page number; the first page for anything else."""
    return min(max(int(raw), 1), LAST_PAGE) if raw.isascii() and raw.isdigit() and len(raw) < 9 else 1


def address_of(search: Search, *, but: tuple[str, str] | None = None, page: int | None = None) -> str:
    """The query string of this search, perhaps without one chosen value or on another page."""
    query = QueryDict(mutable=True)
    if search.text:
        query["q"] = search.text
    for name, chosen in search.chosen.items():
        kept = [value for value in chosen if (name, value) != but]
        if kept:
            query.setlist(name, kept)
    if search.place:
        query["near"] = search.place
        if search.near and search.near.radius != USUAL_RADIUS:
            query["radius"] = str(search.near.radius)
    if search.order != search.usual_sort:
        query["sort"] = search.order
    if page and page > 1:
        query["page"] = str(page)
    return query.urlencode()
