"""Engagements: who sees them and what they cost."""

import pytest

from ponte.plan.models import UnplannedEffect
from ponte.plan.queries.engagements import engagements_visible_to
from tests.factories import cast, convene

pytestmark = pytest.mark.django_db


def test_who_sees_which_engagement(client) -> None:
    rows = {seen: convene.engagement(visibility=seen) for seen in ("public", "members", "office")}
    convene.engagement(visibility="public", state="draft")
    assert set(engagements_visible_to(cast.farid())) == {rows["public"], rows["members"]}
    assert engagements_visible_to(cast.chiara()).count() == 4
    assert client.get(rows["members"].get_absolute_url()).status_code == 404


@pytest.mark.guards("plan/engagement_list.html")
def test_the_list_costs_the_same_for_one_and_for_many(client, count_queries) -> None:
    client.force_login(cast.chiara())
    convene.engagement(owner=cast.bruno())
    one = count_queries(lambda: client.get("/en/engagements/"))
    for _number in range(3):
        convene.engagement(owner=cast.amina())
    assert count_queries(lambda: client.get("/en/engagements/")) == one


@pytest.mark.guards("plan/effects.html")
def test_unplanned_effects_cost_the_same_for_one_and_for_many(client, count_queries) -> None:
    client.force_login(cast.chiara())
    engagement = convene.engagement(owner=cast.bruno())
    address = f"/en/engagements/{engagement.reference}/effects/"
    counts = []
    for number in (1, 3):
        for _each in range(number):
            text = "A choir came of it."
            UnplannedEffect.objects.create(engagement=engagement, kind="trust", text=text, by=cast.chiara())
        counts.append(count_queries(lambda: client.get(address)))
    assert counts[0] == counts[1]
