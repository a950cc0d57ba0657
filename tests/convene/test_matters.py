"""Terms of reference, what goes up the tree, and what is asked of institutions."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from ponte.convene.actions.matters import (
    adopt_terms,
    raise_matter,
    tell_overdue,
    translate_terms,
    write_ask,
    write_terms,
)
from ponte.convene.lifecycles import ask as life_of_ask
from ponte.convene.lifecycles import matter as life_of_matter
from ponte.convene.queries.matters import asks_of, compared, matters_visible_to, text_of
from ponte.core.models import Letter
from ponte.core.refusal import NotPermitted, Refused
from tests.factories import cast, convene
from tests.factories.accounts import office
from tests.factories.map import belonging, organisation, stakeholder

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def adopted(table, text):
    """A version that the members adopted yesterday."""
    row = write_terms(table, values={"language": "en", "text": text, "note": ""}, by=cast.chiara())
    adopt_terms(row, on=TODAY - timedelta(days=1), meeting=None, by=cast.chiara())
    return row


def test_versions_follow_each_other_and_what_was_adopted_never_changes(client) -> None:
    table = convene.table()
    first = adopted(table, "We meet.\nWe decide together.")
    draft = write_terms(
        table, values={"language": "en", "text": "We meet monthly.", "note": ""}, by=cast.chiara()
    )
    again = write_terms(table, values={"text": "We meet monthly.\nWe decide together."}, by=cast.chiara())
    assert (draft.pk, draft.number) == (again.pk, 2)
    with pytest.raises(Refused, match="not come yet"):
        adopt_terms(again, on=TODAY + timedelta(days=1), meeting=None, by=cast.chiara())
    adopt_terms(again, on=TODAY, meeting=None, by=cast.chiara())
    first.refresh_from_db()
    assert (first.state, again.state) == ("superseded", "adopted")
    text = client.get(again.get_absolute_url()).content.decode()
    assert "<del>We meet.</del>" in text
    assert "<ins>We meet monthly.</ins>" in text
    with pytest.raises(NotPermitted):
        write_terms(table, values={"text": "Mine", "language": "en"}, by=cast.farid())


def test_a_version_has_translations_and_says_what_counts(client) -> None:
    office(languages=["en", "it", "ar"])
    table = convene.table()
    first = adopted(table, "We decide together.")
    shown = client.get(first.get_absolute_url().replace("/en/", "/it/")).content.decode()
    assert "We decide together." in shown
    client.force_login(cast.chiara())
    page = f"{first.get_absolute_url()}texts/"
    assert "text_en" not in client.get(page).content.decode()
    client.post(page, {"text_it": "Decidiamo insieme.", "text_ar": ""})
    first.refresh_from_db()
    assert first.text == "We decide together."
    shown = client.get(first.get_absolute_url().replace("/en/", "/it/")).content.decode()
    assert "Decidiamo insieme." in shown
    assert "We decide together." in shown  # the original stands beside it
    draft = write_terms(table, values={"language": "en", "text": "We meet."}, by=cast.chiara())
    translate_terms(draft, texts=[("text", "it", "Ci incontriamo.")], by=cast.chiara())
    write_terms(table, values={"language": "en", "text": "We meet monthly."}, by=cast.chiara())
    assert text_of(draft, "it").state == "outdated"
    turned = write_terms(table, values={"language": "it", "text": "Ogni mese."}, by=cast.chiara())
    assert (text_of(turned, "it").text, text_of(turned, "ar").text) == ("Ogni mese.", "Ogni mese.")
    with pytest.raises(NotPermitted):
        translate_terms(draft, texts=[("text", "it", "Mio")], by=cast.farid())


def test_what_is_compared_is_said_line_by_line() -> None:
    kinds = [(line.kind, line.text) for line in compared("a\nb\n", "a\nc\n")]
    assert kinds == [("same", "a"), ("gone", "b"), ("come", "c")]


def test_a_draft_is_not_for_outsiders(client) -> None:
    draft = write_terms(convene.table(), values={"language": "en", "text": "Draft"}, by=cast.chiara())
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_a_matter_goes_up_is_answered_and_both_tables_show_it(client) -> None:
    top = convene.table(facilitator=cast.bruno())
    low = convene.table(parent=convene.table(parent=top))
    ours = organisation()
    convene.seat(low, ours)
    amina = belonging(cast.amina(), ours)
    row = raise_matter(low, values={"title": "No interpreter", "text": "At the police."}, by=amina)
    with pytest.raises(NotPermitted):
        life_of_matter.lifecycle.perform("answer", row, by=amina, reason="Yes")
    life_of_matter.lifecycle.perform("pass_on", row, by=cast.chiara())
    assert row.table == top
    with pytest.raises(Refused, match="no table above"):
        life_of_matter.lifecycle.perform("pass_on", row, by=cast.chiara())
    life_of_matter.lifecycle.perform("answer", row, by=cast.chiara(), reason="From May.")
    client.force_login(amina)
    assert "From May." in client.get(row.get_absolute_url()).content.decode()
    assert "No interpreter" in client.get(low.get_absolute_url()).content.decode()
    assert list(matters_visible_to(cast.farid())) == []
    with pytest.raises(Refused, match="no table above"):
        raise_matter(top, values={"title": "x", "text": "y"}, by=cast.chiara())


def ask(**values):
    """An ask that was sent."""
    given = {"stakeholder": stakeholder(), "title": "A room", "liaison": cast.chiara()} | values
    row = write_ask(values=given, by=cast.chiara())
    life_of_ask.lifecycle.perform("send", row, by=cast.chiara())
    return row


def test_clocks_of_an_ask_ring_once_each_and_start_anew_when_it_goes_higher() -> None:
    row = ask()
    assert (row.remind_on, row.escalate_on) == (TODAY + timedelta(days=14), TODAY + timedelta(days=30))
    row.remind_on, row.escalate_on = TODAY, TODAY
    row.save()
    assert (tell_overdue(), tell_overdue()) == (1, 0)
    assert list(asks_of(cast.chiara(), late=True)) == [row]
    life_of_ask.lifecycle.perform("remind", row, by=cast.chiara())
    row.escalate_on = TODAY
    row.told_for = date(2020, 1, 1)
    row.save()
    assert tell_overdue() == 1
    life_of_ask.lifecycle.perform("escalate", row, by=cast.chiara(), reason="To the prefect")
    assert not row.is_overdue
    with pytest.raises(Refused, match="reason"):
        life_of_ask.lifecycle.perform("grant", row, by=cast.chiara())
    life_of_ask.lifecycle.perform("grant", row, by=cast.chiara(), reason="Room 4")
    with pytest.raises(Refused, match="stays as it is"), transaction.atomic():
        write_ask(values={"title": "Two rooms"}, by=cast.chiara(), ask=row)
    assert Letter.objects.filter(purpose="convene.ask_waits").count() == 2


def test_members_see_the_ask_but_not_whom_the_office_knows(client) -> None:
    table, ours = convene.table(), organisation()
    convene.seat(table, ours)
    named = ask(table=table, shown_as="The city", stakeholder=stakeholder(name="Secret Person"))
    hidden = ask(table=table)
    client.force_login(belonging(cast.amina(), ours))
    text = client.get(named.get_absolute_url()).content.decode()
    assert "The city" in text
    assert "Secret Person" not in text
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get("/en/asks/").status_code == 404
    assert "Secret Person" not in client.get(table.get_absolute_url()).content.decode()


@pytest.mark.guards("convene/asks.html")
def test_the_list_of_asks_costs_the_same_for_one_and_for_many(client, count_queries) -> None:
    client.force_login(cast.chiara())
    ask(table=convene.table())
    one = count_queries(lambda: client.get("/en/asks/?show=waiting"))
    for _number in range(3):
        ask(table=convene.table())
    assert count_queries(lambda: client.get("/en/asks/?show=waiting")) == one


@pytest.mark.guards("convene/terms.html")
def test_the_list_of_versions_costs_the_same_for_one_and_for_many(client, count_queries) -> None:
    table = convene.table()
    adopted(table, "One")
    address = f"{table.get_absolute_url()}terms/"
    one = count_queries(lambda: client.get(address))
    for text in ("Two", "Three"):
        adopted(table, text)
    assert count_queries(lambda: client.get(address)) == one
