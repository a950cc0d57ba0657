"""Tables: who sees them, the tree, and the list that costs the same however long."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ponte.convene.actions.tables import change_table
from ponte.convene.queries.tables import in_tree, tables_visible_to
from ponte.core.refusal import Refused
from tests.factories import cast, convene
from tests.factories.map import belonging, organisation

pytestmark = pytest.mark.django_db


def test_who_sees_which_table() -> None:
    public, members, office = (convene.table(visibility=seen) for seen in ("public", "members", "office"))
    ours = organisation()
    convene.seat(members, ours)
    convene.seat(office, ours)
    amina = belonging(cast.amina(), ours)
    assert set(tables_visible_to(AnonymousUser())) == {public}
    assert set(tables_visible_to(cast.farid())) == {public}
    assert set(tables_visible_to(amina)) == {public, members}
    assert set(tables_visible_to(cast.dawit())) == {public, members, office}


def test_a_delegate_with_an_account_sits_at_the_table_until_they_are_replaced() -> None:
    table = convene.table(visibility="members")
    delegate = convene.delegate(convene.seat(table), account=cast.elena())
    assert cast.elena().has_perm("convene.view_table", table)
    delegate.ended_at = "2026-01-02T10:00Z"
    delegate.save()
    assert not cast.elena().has_perm("convene.view_table", table)


def test_the_tree_has_no_circles() -> None:
    top = convene.table(name="A")
    middle = convene.table(name="B", parent=top)
    low = convene.table(name="C", parent=middle)
    with pytest.raises(Refused, match="circle"):
        change_table(top, values={"parent": low}, by=cast.chiara())
    depths = [(row.table.name, row.depth) for row in in_tree([low, middle, top])]
    assert depths == [("A", 0), ("B", 1), ("C", 2)]
    assert [(row.table.name, row.depth) for row in in_tree([low, top])] == [("C", 0), ("A", 0)]


@pytest.mark.guards("convene/table_list.html")
def test_the_list_costs_the_same_for_one_and_for_many(client, count_queries) -> None:
    convene.table()
    one = count_queries(lambda: client.get("/en/tables/"))
    for number in range(4):
        convene.table(parent=convene.table(), name=f"More {number}")
    assert count_queries(lambda: client.get("/en/tables/")) == one


def test_the_page_of_a_table_says_what_goes_without_an_account(client) -> None:
    table = convene.table(by_link=["vote"])
    convene.seat(table, organisation(name="Casa comune"))
    text = client.get(table.get_absolute_url()).content.decode()
    assert "Vote in elections" in text
    assert "Casa comune" in text
