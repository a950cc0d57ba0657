"""Several people release, and several panels give from one pot, in one moment: nothing twice, no euro too much."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection, connections

from ponte.accounts.models import Person
from ponte.core.models import Proposal
from ponte.core.refusal import Refused
from ponte.fund.actions.panels import change_panel
from ponte.fund.actions.verdicts import write_verdict
from ponte.fund.lifecycles.panel import lifecycle
from ponte.fund.models import Award, Panel, Verdict
from ponte.fund.queries.envelope import given_by
from tests.factories import cast
from tests.factories.accounts import PersonFactory, office
from tests.factories.fund import closed_call
from tests.factories.panels import AWARD, deciding, says

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other"),
]


def all_at_once(*acts: Callable[[], object]) -> list[str]:
    """Each in a connection of its own, started together; what was refused, or nothing."""
    starting = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        close_old_connections()
        try:
            starting.wait(timeout=30)
            act()
        except Refused as why:
            return str(why)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def release(row: Panel, person: Person) -> Callable[[], object]:
    def act() -> None:
        lifecycle.perform("release", Panel.objects.get(pk=row.pk), by=Person.objects.get(pk=person.pk))

    return act


def test_one_release_one_award() -> None:
    office()
    others = [PersonFactory(roles=("facilitator",)) for _number in range(4)]
    row = deciding(90, 80, envelope_minor=1_800_000)
    says(row, AWARD, AWARD)
    lifecycle.perform("release", row, by=cast.chiara())
    said = all_at_once(*[release(row, person) for person in others])
    assert said.count("") == 1
    assert Award.objects.count() == 2
    assert Proposal.objects.filter(outcome="confirmed").count() == 1


def test_three_panels_do_not_give_more_than_the_pot() -> None:
    office()
    call = closed_call(pot_minor=1_000_000)
    panels = [deciding(90, of=call, envelope_minor=1_000_000) for _number in range(3)]
    for each in panels:
        says(each, AWARD)
        lifecycle.perform("release", each, by=cast.chiara())
    said = all_at_once(*[release(each, cast.bruno()) for each in panels])
    assert said.count("") == 1
    assert given_by(call) == 900_000


def test_a_change_in_the_same_moment_comes_first_or_too_late() -> None:
    office()
    racing = deciding(90, envelope_minor=900_000)
    says(racing, AWARD)
    lifecycle.perform("release", racing, by=cast.chiara())
    verdict = racing.verdicts.get()

    def write_smaller() -> None:
        write_verdict(
            Verdict.objects.select_related("panel").get(pk=verdict.pk),
            values=AWARD | {"amount_minor": 1},
            by=None,
        )

    def lower_envelope() -> None:
        values = {"envelope_minor": 800_000}
        change_panel(Panel.objects.get(pk=racing.pk), values=values, by=None)

    all_at_once(release(racing, cast.bruno()), write_smaller, lower_envelope)
    racing.refresh_from_db()
    awards = Award.objects.filter(application=verdict.application_id).values_list("amount_minor", flat=True)
    # Either it was released as proposed, and what came later was refused; or something changed first, and it waits.
    assert (list(awards), racing.envelope_minor) == ([900_000], 900_000) or not awards
