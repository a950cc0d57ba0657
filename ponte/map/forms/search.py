"""What a visitor asked the directory for, read from an address anybody may have typed."""

from collections.abc import Iterable

from django.http import QueryDict

from ponte.core.text import clean
from ponte.map.queries.index import FACETS, ORDERS
from ponte.map.queries.organisations import Search

LONGEST_TEXT = 200
LAST_PAGE = 100_000


def read_search(query: QueryDict) -> Search:
    """A search; what makes no sense in an address is left out, so that an old link still shows a list."""
    sort = query.get("sort", "name")
    return Search(
        text=clean(query.get("q", ""))[:LONGEST_TEXT],
        chosen={name: tuple(values(query.getlist(name))) for name in FACETS if query.getlist(name)},
        sort=sort if sort in ORDERS else "name",
        page=number(query.get("page", "")),
    )


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
    if search.sort != "name":
        query["sort"] = search.sort
    if page and page > 1:
        query["page"] = str(page)
    return query.urlencode()
