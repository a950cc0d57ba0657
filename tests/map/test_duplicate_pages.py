"""The queue, the two side by side, and what two people decide there."""

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from ponte.map.actions import change_organisation
from ponte.map.actions.look_for_duplicates import look_for_duplicates
from ponte.map.lifecycles.duplicate_pair import lifecycle
from ponte.map.models import DuplicatePair, Membership, Organisation
from ponte.map.models.vocabulary import State
from tests.factories import cast
from tests.factories.accounts import PersonFactory
from tests.factories.map import full_organisation, organisation
from tests.map.joining import fresh, joined, proposed, standing

pytestmark = pytest.mark.django_db
QUEUE = "/en/duplicates/"
SAME_NAME = [{"code": "same_site", "params": {"value": "spain-china-foundation.org"}}]
AT_MOST = 15  # statements, for whoever is signed in


def visitor(person: object) -> Client:
    client = Client()
    client.force_login(person)
    return client


def found(one: Organisation, other: Organisation, score: int = 95) -> DuplicatePair:
    first, second = sorted((one, other), key=lambda row: row.pk)
    return DuplicatePair.objects.create(one=first, other=second, score=score, evidence=SAME_NAME)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


@pytest.mark.guards("map/duplicates.html")
def test_the_queue_asks_the_database_as_often_for_one_pair_as_for_many(count_queries) -> None:
    client = visitor(cast.chiara())
    found(full_organisation(), full_organisation())
    client.get(QUEUE)
    few = count_queries(lambda: client.get(QUEUE))
    for number in range(7):
        pair = found(full_organisation(), full_organisation(), 60 + number * 5)
        proposed(pair)
    assert count_queries(lambda: client.get(QUEUE)) == few
    assert few <= AT_MOST


def test_the_two_side_by_side_cost_at_most_fifteen_statements(count_queries) -> None:
    client = visitor(cast.chiara())
    pair = found(full_organisation(), full_organisation())
    client.get(pair.get_absolute_url())
    assert count_queries(lambda: client.get(pair.get_absolute_url())) <= AT_MOST
    proposed(pair, by=cast.bruno())
    assert count_queries(lambda: client.get(pair.get_absolute_url())) <= AT_MOST


def test_the_queue_says_how_sure_and_why_and_can_be_narrowed() -> None:
    found(organisation(name="Sure one"), organisation(name="Sure two"), 95)
    found(organisation(name="Perhaps one"), organisation(name="Perhaps two"), 55)
    client = visitor(cast.chiara())
    text = text_of(client, QUEUE)
    assert text.index("Sure one") < text.index("Perhaps one")
    assert "Pages of the same website: spain-china-foundation.org" in text
    text = text_of(client, f"{QUEUE}?sure=possible")
    assert "Perhaps one" in text
    assert "Sure one" not in text


def test_what_is_decided_leaves_the_queue_and_stands_under_its_tab() -> None:
    apart, join = (
        found(organisation(name="Apart"), organisation()),
        (organisation(name="Once"), organisation()),
    )
    lifecycle.perform("tell_apart", apart, by=cast.chiara(), reason="Met both")
    joined(*join)
    client = visitor(cast.chiara())
    assert "Nothing to decide" in text_of(client, QUEUE)
    assert "Apart" in text_of(client, f"{QUEUE}?tab=different")
    assert "Once" in text_of(client, f"{QUEUE}?tab=merged")


def choosing(client: Client, pair: DuplicatePair, **chosen: object) -> dict[str, object]:
    """What the page would send: what it was shown for, and these choices."""
    text = text_of(client, pair.get_absolute_url())
    return {"seen": text.partition('name="seen" value="')[2].partition('"')[0], **chosen}


def test_two_people_join_two_records_on_the_page() -> None:
    one = organisation(name="Choir of Milan", kind="media", founded_year=1990)
    other = organisation(name="Milan Choir", kind="faith", communities="Wolof")
    pair = found(one, other)
    address = pair.get_absolute_url()
    chiara, bruno = visitor(cast.chiara()), visitor(cast.bruno())
    given = choosing(chiara, pair, keep="one", reason="The same choir", **{"with": ["names.lost"]})
    given |= {"take.name": "other", "take.kind": "other"}
    look = chiara.post(address, given | {"look": "1"})
    assert "What would come out" in look.content.decode()
    assert lifecycle.standing("merge", pair) is None
    assert chiara.post(address, given).status_code == 302
    assert "Withdraw my proposal" in text_of(chiara, address)
    text = text_of(bruno, address)
    assert "The same choir" in text
    assert "Chiara Conti" in text
    bruno.post(f"{address}merge/confirm/", {"proposal": standing(pair, "merge")})
    kept = fresh(one)
    assert (kept.name, kept.kind, kept.founded_year, kept.communities) == (
        "Milan Choir",
        "faith",
        1990,
        "Wolof",
    )
    assert [name.text for name in kept.names.all()] == ["Choir of Milan"]
    assert fresh(other).state == State.MERGED
    assert "These two are one" in text_of(bruno, address)


def test_choices_made_on_an_old_page_are_not_taken() -> None:
    one, other = organisation(name="One"), organisation(name="Two")
    pair = found(one, other)
    client = visitor(cast.chiara())
    answer = client.post(pair.get_absolute_url(), {"seen": "yesterday", "keep": "one", "reason": "Same"})
    assert answer.status_code == 422
    assert "as they are now" in answer.content.decode()
    assert lifecycle.standing("merge", pair) is None


def test_a_proposal_without_a_reason_keeps_what_was_chosen() -> None:
    pair = found(organisation(name="One"), organisation(name="Two"))
    client = visitor(cast.chiara())
    given = choosing(client, pair, keep="other") | {"take.name": "other"}
    answer = client.post(pair.get_absolute_url(), given)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Say why" in text
    assert 'name="keep" value="other" checked' in text
    assert 'name="with" value="names.lost" checked' not in text


def test_a_lapsed_proposal_says_so_to_whoever_comes() -> None:
    one, other = organisation(name="One"), organisation(name="Two")
    pair = found(one, other)
    proposal = proposed(pair)
    change_organisation(one, values={"kind": "media"}, by=cast.chiara())
    bruno = visitor(cast.bruno())
    assert "does not hold any more" in text_of(bruno, pair.get_absolute_url())
    answer = bruno.post(f"{pair.get_absolute_url()}merge/confirm/", {"proposal": proposal}, follow=True)
    assert "Nothing was done" in answer.content.decode()
    assert fresh(other).state == State.DECLARED


def test_declined_with_a_reason_withdrawn_without() -> None:
    pair = found(organisation(), organisation())
    address = pair.get_absolute_url()
    chiara, bruno = visitor(cast.chiara()), visitor(cast.bruno())
    proposed(pair)
    bruno.post(f"{address}merge/decline/", {"reason": "I know both"})
    assert lifecycle.standing("merge", pair) is None
    proposed(pair)
    chiara.post(f"{address}merge/withdraw/")
    assert lifecycle.standing("merge", pair) is None
    assert "Are these two the same?" in text_of(bruno, address)


def test_told_apart_looked_at_again_taken_apart() -> None:
    chiara, bruno = visitor(cast.chiara()), visitor(cast.bruno())
    pair = found(organisation(name="One"), organisation(name="Two"))
    address = pair.get_absolute_url()
    chiara.post(f"{address}tell_apart/do/", {"reason": "Met both"})
    assert "Met both" in text_of(chiara, address)
    chiara.post(f"{address}reopen/do/", {"reason": "Perhaps not"})
    assert "Are these two the same?" in text_of(chiara, address)
    joined(pair.one, pair.other, keep=pair.one)
    change_organisation(pair.one, values={"founded_year": 1999}, by=cast.chiara())
    chiara.post(f"{address}unmerge/propose/", {"reason": "Two after all"})
    assert "Two after all" in text_of(bruno, address)
    answer = bruno.post(f"{address}unmerge/confirm/", {"proposal": standing(pair, "unmerge")}, follow=True)
    assert "Both records stand again" in answer.content.decode()
    assert fresh(pair.other).state == State.DECLARED


def test_what_was_edited_since_is_named_after_taking_apart() -> None:
    one, other = (
        organisation(name="One", kind="media"),
        organisation(name="Two", kind="media", communities="Fula"),
    )
    pair = joined(one, other, keep=one)
    change_organisation(one, values={"communities": "Wolof"}, by=cast.chiara())
    chiara, bruno = visitor(cast.chiara()), visitor(cast.bruno())
    chiara.post(f"{pair.get_absolute_url()}unmerge/propose/", {"reason": "Two"})
    answer = bruno.post(
        f"{pair.get_absolute_url()}unmerge/confirm/", {"proposal": standing(pair, "unmerge")}, follow=True
    )
    assert "left where it was: Communities." in answer.content.decode()


def test_where_a_value_comes_from_stands_beside_it_also_after_a_joining() -> None:
    one, other, third = organisation(name="One"), organisation(name="Two"), organisation(name="Three")
    change_organisation(other, values={"communities": "Fula"}, by=cast.bruno())
    joined(one, other, keep=one)
    change_organisation(third, values={"communities": "Peul"}, by=cast.bruno())
    pair = found(one, third)
    text = text_of(visitor(cast.chiara()), pair.get_absolute_url())
    assert f'from <bdi dir="ltr">{other.reference}</bdi>' in text
    assert "Bruno Ferri" in text


def test_by_hand_from_the_page_of_an_organisation() -> None:
    one, other = organisation(name="Sahel women"), organisation(name="Donne del Sahel")
    client = visitor(cast.chiara())
    assert f"/en/organisations/{one.reference}/same/" in text_of(client, one.get_absolute_url())
    address = f"/en/organisations/{one.reference}/same/"
    for text in ("donne", other.reference):
        assert "Donne del Sahel" in text_of(client, f"{address}?q={text}")
    assert "No record is found" in text_of(client, f"{address}?q={one.reference}")
    answer = client.post(address, {"other": other.reference}, follow=True)
    assert "Are these two the same?" in answer.content.decode()
    assert "says that these two are the same" in answer.content.decode()
    assert DuplicatePair.objects.get().found_by == cast.chiara()
    assert "This is the same record" in client.post(address, {"other": one.reference}).content.decode()


def test_who_decides_is_neither_a_stranger_nor_of_one_of_the_two() -> None:
    one, other = organisation(), organisation()
    pair = found(one, other)
    for person in (cast.farid(), cast.dawit()):
        assert visitor(person).get(pair.get_absolute_url()).status_code == 404
        assert visitor(person).get(QUEUE).status_code == 404
    focal = PersonFactory(roles=["focal_point"])
    text = text_of(visitor(focal), pair.get_absolute_url())
    assert "Somebody else decides" in text
    Membership.objects.create(organisation=one, person=cast.bruno(), role="owner")
    assert "Somebody else decides" in text_of(visitor(cast.bruno()), pair.get_absolute_url())


def test_a_proposal_waits_on_the_desk_of_the_second_person_only() -> None:
    pair = found(organisation(name="One"), organisation(name="Two"))
    proposed(pair)
    assert pair.get_absolute_url() in text_of(visitor(cast.bruno()), "/en/desk/")
    assert pair.get_absolute_url() not in text_of(visitor(cast.chiara()), "/en/desk/")


def test_the_whole_register_is_looked_through_when_somebody_asks() -> None:
    client = visitor(cast.chiara())
    assert "Look through the whole register" in text_of(client, QUEUE)
    assert client.get(f"{QUEUE}look/").status_code == 405
    answer = client.post(f"{QUEUE}look/", follow=True)
    assert "is being looked through" in answer.content.decode()
    assert DBTaskResult.objects.filter(task_path__endswith="find_duplicates").count() == 1
    assert visitor(cast.farid()).post(f"{QUEUE}look/").status_code == 404


def test_what_was_told_apart_is_never_raised_again_by_the_search() -> None:
    one, other = organisation(name="Donne del Sahel"), organisation(name="Donne del Sahel")
    look_for_duplicates()
    pair = DuplicatePair.objects.get(one=one, other=other)
    lifecycle.perform("tell_apart", pair, by=cast.chiara(), reason="Met both")
    look_for_duplicates()
    assert [found.state for found in DuplicatePair.objects.order_by("pk")] == ["different"]
