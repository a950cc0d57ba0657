"""Organisations: the list with the filters of the directory, one of them, and what changed."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from ninja import Query, Router

from ponte.core import journal, references
from ponte.core.api import Asked, Problem, caller_of, problems, reads
from ponte.core.journal import Mark
from ponte.map.api.cursors import mark_of
from ponte.map.api.shapes import ChangesOut, Filters, OrganisationOut, OrganisationsOut, Since
from ponte.map.forms.search import read_search
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import State
from ponte.map.queries.duplicates import lives_on_as
from ponte.map.queries.happened import Happened, happened_after, parts_for
from ponte.map.queries.open_record import moment, open_record, texts_of
from ponte.map.queries.organisations import find, in_this_order, organisations_visible_to
from ponte.map.queries.sight import Sight, sight_of

router = Router()
KIND = "map.organisation"
NOWHERE: Mapping[int, float] = MappingProxyType({})


@router.get(
    "",
    response={200: OrganisationsOut, 304: None, **problems(404)},
    url_name="organisations",
    operation_id="organisations",
    by_alias=True,
    summary=N_("Search organisations"),
    description=N_("The list of the directory, page by page, with its filters."),
)
@reads(KIND)
def organisations(request: HttpRequest, filters: Query[Filters]) -> dict[str, Any]:
    """The list of the directory, page by page, with its filters."""
    search = read_search(request.GET)
    if search.place and search.near is None:
        raise Problem(404, _("No town of this name is known. Write “latitude,longitude” instead."))
    found = find(search, caller_of(request).person)
    start = (filters.page - 1) * filters.per_page
    keys = found.numbers(search.order, start=start, length=filters.per_page)
    rows = in_this_order(keys, found.sight, *parts_for(found.sight))
    pages = max(1, -(-found.total // filters.per_page))
    return {
        "count": found.total,
        "page": filters.page,
        "pages": pages,
        "next": beside(request, page=filters.page + 1) if filters.page < pages else None,
        "previous": beside(request, page=min(filters.page - 1, pages)) if filters.page > 1 else None,
        "results": told(rows, found.sight, found.distances),
    }


@router.get(
    "/changes",
    response={200: ChangesOut, 304: None, **problems(404, 410)},
    url_name="organisation_changes",
    operation_id="organisation_changes",
    by_alias=True,
    summary=N_("What changed, and what is gone"),
    description=N_(
        "To keep a copy: begin without parameters, follow “next”, keep the last cursor, and come back with it. "
        "Nothing is ever skipped; something may be told twice."
    ),
)
@reads(KIND)
def changes(request: HttpRequest, since: Query[Since]) -> dict[str, Any]:
    """A part of the journal, with the records as they are now."""
    mark = Mark()
    if since.cursor:
        mark = mark_of(since.cursor)
    elif since.modified_since:
        mark = journal.since(KIND, since.modified_since)
    person = caller_of(request).person
    part = happened_after(mark, person, since.limit)
    cursor, sight = journal.written(part.mark), sight_of(person)
    return {
        "results": told_of(part.happened, sight),
        "cursor": cursor,
        "is_last": part.is_last,
        "next": None if part.is_last else beside(request, cursor=cursor, modified_since=None),
    }


@router.get(
    "/{reference}",
    response={200: OrganisationOut, 301: None, 304: None, **problems(404)},
    url_name="organisation",
    operation_id="organisation",
    by_alias=True,
    summary=N_("One organisation"),
    description=N_("By its public reference. One that was joined with another leads on to that one."),
)
@reads(KIND)
def organisation(request: HttpRequest, reference: str, asked: Query[Asked]) -> Any:
    """By its public reference. One that was joined with another leads on to that one."""
    person = caller_of(request).person
    sight, wanted = sight_of(person), references.normalise(reference)[:20]
    scope = organisations_visible_to(person).exclude(state=State.MERGED)
    found = scope.filter(reference=wanted).values_list("pk", flat=True).first()
    if found is None and (now := lives_on_as(wanted, person)):
        query = request.META.get("QUERY_STRING", "")
        answer = HttpResponseRedirect(address(now.reference) + (f"?{query}" if query else ""))
        answer.status_code = 301
        return answer
    if found is None:
        raise Problem(404, _("No organisation with this reference is public. Check every letter of it."))
    return told(in_this_order([found], sight, *parts_for(sight)), sight)[0]


def address(reference: str) -> str:
    """Where one organisation is in the API."""
    return reverse("api:organisation", args=[reference])


def told(
    rows: Sequence[Organisation], sight: Sight, distances: Mapping[int, float] = NOWHERE
) -> list[dict[str, Any]]:
    """Organisations as the API tells them."""
    texts = texts_of(rows, sight)
    return [
        open_record(row, texts, sight)
        | {"url": settings.URL + row.get_absolute_url(), "distance": kilometres(distances.get(row.pk))}
        for row in rows
    ]


def kilometres(distance: float | None) -> float | None:
    """As exact as anybody needs."""
    return None if distance is None else round(distance, 1)


def told_of(happened: Sequence[Happened], sight: Sight) -> list[dict[str, Any]]:
    """Changes as the API tells them."""
    there = [one.organisation for one in happened if one.organisation]
    records = {record["reference"]: record for record in told(there, sight)}
    return [
        {
            "reference": one.reference,
            "at": moment(one.at),
            "is_deleted": one.organisation is None,
            "moved_to": one.moved_to,
            "organisation": records.get(one.reference),
        }
        for one in happened
    ]


def beside(request: HttpRequest, **values: str | int | None) -> str:
    """This address with other parameters; None takes one away."""
    query = request.GET.copy()
    for name, value in values.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"{settings.URL}{request.path}?{query.urlencode()}"
