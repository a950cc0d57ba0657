"""Engagements and tables."""

from itertools import count
from typing import Any

from ponte.convene.actions.tables import set_up_table
from ponte.convene.models import Delegate, Seat, Table
from ponte.map.models import Organisation
from ponte.plan.models import Engagement
from tests.factories.map import organisation

_numbers = count(1)


def engagement(**values: Any) -> Engagement:
    """An engagement under way."""
    given = {"name": f"Together {next(_numbers)}", "state": "open", "origins": ["UKR"], "residences": ["ITA"]}
    return Engagement.objects.create(**given | values)


def table(**values: Any) -> Table:
    """A public table in Turin."""
    given = {"name": f"Table {next(_numbers)}", "name_language": "en", "kind": "local", "area": "ITA"}
    given |= {"visibility": "public", "locality": "Torino", "time_zone": "Europe/Rome"}
    return set_up_table(values=given | values, by=None, purpose="To sit together.")


def seat(at: Table, of: Organisation | None = None, **values: Any) -> Seat:
    """A taken seat."""
    given = {"state": "taken", "since": "2026-01-01", "voice": "voting"} | values
    return Seat.objects.create(table=at, organisation=of or organisation(), **given)


def delegate(of: Seat, **values: Any) -> Delegate:
    """Somebody without an account who acts for a seat."""
    number = next(_numbers)
    given = {"name": f"Delegate {number}", "email": f"delegate{number}@example.org"} | values
    return Delegate.objects.create(seat=of, **given)
