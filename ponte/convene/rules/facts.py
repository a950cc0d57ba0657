"""Facts about people and tables. Each takes a table, or anything that has one (a seat, a meeting)."""

from typing import Any

import rules

from ponte.accounts.models import Role
from ponte.accounts.rules import has_role
from ponte.convene.models import Seat, Table
from ponte.convene.models.seat import tables_sat_at
from ponte.convene.models.vocabulary import TableVisibility
from ponte.map.models.membership import membership_roles
from ponte.map.rules.facts import EDITING

convenes = has_role(Role.ADMINISTRATOR, Role.FACILITATOR)  # for the whole office


def table_of(thing: Any) -> Table | None:
    """The table a thing belongs to; a table is its own."""
    return thing if thing is None or isinstance(thing, Table) else thing.table


@rules.predicate
def facilitates(person: Any, thing: Any) -> bool:
    """They are the facilitator of this table."""
    table = table_of(thing)
    return table is not None and table.facilitator_id is not None and table.facilitator_id == person.pk


@rules.predicate
def sits_at_table(person: Any, thing: Any) -> bool:
    """Their organisation sits at this table, or they are its delegate; asked about none, at any."""
    sat_at, table = tables_sat_at(person), table_of(thing)
    return bool(sat_at) if table is None else table.pk in sat_at


@rules.predicate
def acts_for_seat(person: Any, seat: Seat | None) -> bool:
    """They answer for the organisation whose seat it is, or are its delegate with an account."""
    if seat is None or not getattr(person, "is_active", False):
        return False
    if membership_roles(person).get(seat.organisation_id) in EDITING:
        return True
    return any(row.account_id == person.pk and row.ended_at is None for row in seat.delegates.all())


@rules.predicate
def is_public(person: Any, thing: Any) -> bool:
    """Everybody may see the table."""
    table = table_of(thing)
    return table is not None and table.visibility == TableVisibility.PUBLIC


@rules.predicate
def is_not_for_the_office_only(person: Any, thing: Any) -> bool:
    """Those who sit at the table may see it."""
    table = table_of(thing)
    return table is None or table.visibility != TableVisibility.OFFICE


runs_the_table = convenes | facilitates
