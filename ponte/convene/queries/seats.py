"""Seats as they are listed."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from ponte.convene.models import Delegate, Seat, Table
from ponte.convene.models.table import NAME
from ponte.convene.models.vocabulary import SeatState
from ponte.convene.queries.tables import tables_visible_to, texts_of
from ponte.map.models import Organisation
from ponte.map.queries.organisations import organisations_visible_to


def seats_of(table: Table, person: Any, *, is_inside: bool) -> "QuerySet[Seat]":
    """Who sits there, by name; inside also who is invited, with those who act for them.

    Outside only organisations whose record the reader may see: a public table does not open what they keep closed.
    """
    states = [SeatState.TAKEN, SeatState.INVITED] if is_inside else [SeatState.TAKEN]
    people = Prefetch("delegates", Delegate.objects.order_by("is_deputy", "name", "pk"))
    rows = Seat.objects.filter(table=table, state__in=states).select_related("organisation", "table")
    if not is_inside:
        rows = rows.filter(organisation__in=organisations_visible_to(person))
    return rows.prefetch_related(people).order_by("organisation__sort_name", "pk")


def number_of_members(table: Table) -> int:
    """How many sit there, named or not."""
    return Seat.objects.filter(table=table, state=SeatState.TAKEN).count()


def delegates_of(table: Table) -> "QuerySet[Delegate]":
    """Everybody who acts at a table today."""
    rows = Delegate.objects.filter(seat__table=table, seat__state=SeatState.TAKEN, ended_at=None)
    return rows.select_related("seat__organisation").order_by("seat__organisation__sort_name", "name", "pk")


def panel_of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """The tables an organisation sits at, as far as the reader may see them."""
    seen = tables_visible_to(request.user).order_by()
    rows = Seat.objects.filter(organisation=organisation.pk, state=SeatState.TAKEN, table__in=seen)
    seats = list(rows.select_related("table").order_by("table__name", "pk")[:20])
    if not seats:
        return None
    texts = texts_of([seat.table for seat in seats], get_language() or "en")
    return {
        "seats": [(seat, texts[seat.table_id][NAME]) for seat in seats],
        "url": reverse("convene:tables"),
    }
