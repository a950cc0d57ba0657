"""Engagements and tables."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from ponte.convene.actions.elections import open_vote
from ponte.convene.actions.tables import set_up_table
from ponte.convene.models import Candidate, Delegate, Election, Seat, Table
from ponte.map.models import Organisation
from ponte.plan.models import Engagement
from tests.factories import cast
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


def election(of: Table, **values: Any) -> Election:
    """An election being prepared."""
    closes_at = timezone.now() + timedelta(days=3)
    return Election.objects.create(table=of, **{"role": "spokesperson", "closes_at": closes_at} | values)


def open_election(of: Table, candidate: Delegate, **values: Any) -> Election:
    """An election in which people vote, with one candidate who agreed."""
    row = election(of, **{"role": "chair"} | values)
    Candidate.objects.create(
        election=row, delegate=candidate, consent="stands", consented_at=timezone.now(), statement=""
    )
    open_vote(row, by=cast.chiara())
    return row
