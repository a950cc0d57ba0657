"""Decisions: numbered without gaps, replaced in a chain, valid for the tables below, seen by whom they concern."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from ponte.convene.actions.decisions import change_decision, record_decision, translate_decision
from ponte.convene.lifecycles.decision import lifecycle
from ponte.convene.models import Decision
from ponte.convene.queries.decisions import chain_of, decisions_visible_to
from ponte.core import references
from ponte.core.refusal import NotPermitted, Refused
from tests.factories import cast, convene
from tests.factories.accounts import office
from tests.factories.map import belonging, organisation
from tests.factories.minutes import decision, held

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_office() -> None:
    office()


def taken(table, **values: object) -> Decision:
    given = {"title": "A letter of guarantee", "visibility": "public"} | values
    return record_decision(table, values=given, by=cast.chiara(), is_taken=True)


def test_numbers_run_by_table_and_year_and_none_is_given_twice() -> None:
    table, other = convene.table(code="TO"), convene.table(kind="national")
    first = taken(table, taken_on="2025-12-30")
    rows = [taken(table, taken_on="2026-01-05") for _time in range(2)]
    proposed = decision(table)
    lifecycle.perform("withdraw", proposed, by=cast.chiara(), reason="Not needed")
    last = taken(table, taken_on="2026-03-01")
    assert [row.numbered for row in [first, *rows, last]] == [
        "TO-2025-01",
        "TO-2026-01",
        "TO-2026-02",
        "TO-2026-03",
    ]
    assert taken(other, taken_on="2026-03-01").numbered == "N-2026-01"
    assert proposed.numbered == ""
    assert references.is_valid(last.reference)


def test_what_was_taken_keeps_its_words_and_number() -> None:
    row = taken(convene.table())
    change_decision(row, values={"title": "Other", "visibility": "members"}, text="Other", by=cast.chiara())
    row.refresh_from_db()
    assert (row.title, row.visibility) == ("A letter of guarantee", "members")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=row.pk).update(number=7)


def test_a_later_decision_replaces_one_and_the_chain_stays() -> None:
    table = convene.table()
    first = taken(table)
    second = taken(table, title="A better letter", supersedes=first)
    third = taken(table, title="The best letter", supersedes=second)
    first.refresh_from_db()
    assert first.state == "superseded"
    chain = chain_of(Decision.objects.get(pk=second.pk))
    assert (chain.before, chain.after) == ([first], [third])
    with pytest.raises(Refused, match="replaces that one already"):
        taken(table, supersedes=first)
    with pytest.raises(Refused, match="same table"):
        taken(convene.table(), supersedes=third)


def test_a_vote_has_counts_and_nothing_else_has() -> None:
    table = convene.table()
    with pytest.raises(Refused, match="how many were in favour"):
        taken(table, reached="vote", votes_for=3)
    row = taken(table, reached="vote", votes_for=3, votes_against=0)
    assert (row.votes_for, row.votes_against) == (3, 0)
    assert taken(table, reached="consensus", votes_for=9).votes_for is None
    with pytest.raises(Refused, match="another table"):
        taken(table, meeting=held())


def test_decisions_of_tables_above_hold_below_and_strangers_see_public_ones(client: Client) -> None:
    national = convene.table(kind="national", visibility="public")
    local = convene.table(parent=national, visibility="public")
    ours = organisation()
    convene.seat(local, ours)
    amina = belonging(cast.amina(), ours)
    seen = {
        name: taken(national, title=f"For {name}", visibility=name)
        for name in ("public", "members", "office")
    }
    assert set(decisions_visible_to(amina)) == {seen["public"], seen["members"]}
    assert set(decisions_visible_to(cast.farid())) == {seen["public"]}
    decision(national, title="Not yet", visibility="public")
    text = client.get("/en/decisions/").content.decode()
    assert "For public" in text
    assert "For members" not in text
    assert "Not yet" not in text
    client.force_login(amina)
    page = client.get(local.get_absolute_url()).content.decode()
    assert "From the tables above" in page
    assert "For members" in page
    assert "For office" not in page


def test_only_who_convenes_records_and_takes() -> None:
    table = convene.table()
    for person in (cast.farid(), cast.dawit()):
        with pytest.raises(NotPermitted):
            record_decision(table, values={"title": "Mine"}, by=person)
        with pytest.raises(NotPermitted):
            lifecycle.perform("take", decision(table), by=person)
    table.facilitator = cast.farid()
    table.save()
    assert record_decision(table, values={"title": "Ours"}, by=cast.farid(), is_taken=True).number == 1


def test_recorded_by_a_form_translated_and_downloaded(client: Client) -> None:
    client.force_login(cast.chiara())
    table = convene.table(code="TO", languages=["en", "it"])
    address = f"/en/decisions/new/?table={table.reference}"
    values = {"title": "=A letter", "language": "en", "reached": "consensus", "visibility": "public"}
    assert client.post(address, values | {"reached": "vote"}).status_code == 422
    assert client.post(address, values | {"is_taken": "on"}).status_code == 302
    row = Decision.objects.get()
    client.post(f"/en/decisions/{row.reference}/translate/it/", {"title": "Una lettera", "text": ""})
    assert "Una lettera" in client.get(f"/it/decisions/{row.reference}/").content.decode()
    with pytest.raises(Refused):
        translate_decision(row, language="en", title="x", text="", by=cast.chiara())
    told = client.get("/en/decisions.csv").content.decode()
    assert f"{row.reference},{row.numbered}" in told
    assert "'=A letter" in told
    client.force_login(cast.farid())
    assert client.get(address).status_code == 404
    assert client.get("/en/decisions/?table=nothing").status_code == 200


@pytest.mark.parametrize("words", ["ecoles", "ÉCOLES", "d'été"])
def test_found_in_any_case_and_without_accents(client: Client, words: str) -> None:
    row = taken(convene.table(), title="Écoles d'été")
    page = client.get("/en/decisions/", {"q": words}).content.decode()
    assert row.get_absolute_url() in page
    change_decision(taken(row.table, title="Beds"), values={}, text="", by=cast.chiara())
    assert row.get_absolute_url() not in client.get("/en/decisions/", {"q": "beds"}).content.decode()


@pytest.mark.guards("convene/decision_list.html")
def test_the_list_costs_the_same_for_one_and_for_three(client: Client, count_queries) -> None:
    taken(convene.table())
    one = count_queries(lambda: client.get("/en/decisions/"))
    for _number in range(2):
        taken(convene.table())
    assert count_queries(lambda: client.get("/en/decisions/")) == one
