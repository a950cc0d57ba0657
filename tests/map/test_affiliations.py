"""Members of federations: asked, confirmed, refused in a circle, shown both ways to whom both are visible."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ponte.core import changes
from ponte.core.refusal import NotPermitted, Refused
from ponte.map.actions.affiliations import affiliate, give_back, hand_over
from ponte.map.lifecycles.affiliation import lifecycle
from ponte.map.models import Affiliation, Organisation
from ponte.map.queries.affiliations import federations_of, members_of
from tests.factories import cast
from tests.factories.map import belonging, organisation

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def address(row: Organisation) -> str:
    """The page of its federations and members."""
    return f"/en/organisations/{row.reference}/federations/"


def states() -> list[str]:
    """Of all memberships, in the order they were made."""
    return list(Affiliation.objects.order_by("pk").values_list("state", flat=True))


def rows() -> list[tuple]:
    """Everything about who is a member of whom."""
    return list(Affiliation.objects.order_by("pk").values_list("member", "federation", "state"))


def members(row: Organisation, person: object = NOBODY) -> list[str]:
    """Names of the members this person sees."""
    return [found.member.name for found in members_of(row, person)]


@pytest.fixture
def net() -> Organisation:
    """A federation."""
    return organisation(name="Rete", kind="federation")


@pytest.fixture
def donne() -> Organisation:
    """One that may join."""
    return organisation(name="Donne")


def test_what_a_member_asks_the_federation_confirms_and_then_everybody_sees_it(
    net: Organisation, donne: Organisation
) -> None:
    amina, farid = belonging(cast.amina(), donne), belonging(cast.farid(), net, role="editor")
    row = affiliate(donne, net, by=amina)
    assert (row.state, members(net), members(net, farid)) == ("asked", [], ["Donne"])
    with pytest.raises(NotPermitted):
        lifecycle.perform("confirm", row, by=amina)
    lifecycle.perform("confirm", row, by=farid)
    assert (members(net), federations_of(donne, NOBODY).get().federation) == (["Donne"], net)
    assert changes.history_of(donne)[0].values == {"federation": {"before": "", "after": "Rete"}}
    assert changes.history_of(net)[0].values == {"member": {"before": "", "after": "Donne"}}


def test_what_a_federation_asks_the_member_confirms(net: Organisation, donne: Organisation) -> None:
    amina, farid = belonging(cast.amina(), donne), belonging(cast.farid(), net)
    row = affiliate(donne, net, by=farid)
    with pytest.raises(NotPermitted):
        lifecycle.perform("confirm", row, by=farid)
    assert affiliate(donne, net, by=amina).state == "confirmed"  # asking back is an answer
    assert states() == ["confirmed"]


def test_the_office_says_what_it_knows_at_once(net: Organisation, donne: Organisation) -> None:
    assert affiliate(donne, net, by=cast.chiara()).state == "confirmed"
    with pytest.raises(Refused, match="already"):
        affiliate(donne, net, by=cast.chiara())


def test_who_asked_may_take_it_back_and_who_was_asked_may_decline(
    net: Organisation, donne: Organisation
) -> None:
    amina, farid = belonging(cast.amina(), donne), belonging(cast.farid(), net)
    lifecycle.perform("take_back", affiliate(donne, net, by=amina), by=amina)
    row = affiliate(donne, net, by=amina)
    with pytest.raises(Refused, match="asked already"):
        affiliate(donne, net, by=amina)
    lifecycle.perform("decline", row, by=farid)
    assert states() == ["ended", "declined"]
    assert members(net, farid) == []


def test_an_ended_membership_is_history_of_both_and_can_begin_again(
    net: Organisation, donne: Organisation
) -> None:
    row = affiliate(donne, net, by=None)
    lifecycle.perform("end", row, by=belonging(cast.amina(), donne))
    assert (members(net), row.until is not None) == ([], True)
    assert changes.history_of(donne)[0].values == {"federation": {"before": "Rete", "after": ""}}
    affiliate(donne, net, by=None)
    assert members(net) == ["Donne"]


def test_a_circle_is_refused_in_words_however_long(net: Organisation, donne: Organisation) -> None:
    third = organisation(name="Terza")
    affiliate(donne, net, by=None)
    affiliate(third, donne, by=None)
    for member, federation in ((net, net), (net, donne), (net, third)):
        with pytest.raises(Refused, match=r"its own federation|in a circle"):
            affiliate(member, federation, by=cast.chiara())
    assert len(states()) == 2


def test_a_question_that_would_close_a_circle_by_now_cannot_be_confirmed(
    net: Organisation, donne: Organisation
) -> None:
    amina = belonging(cast.amina(), donne)
    one = affiliate(donne, net, by=amina)
    lifecycle.perform("take_back", one, by=amina)
    affiliate(net, donne, by=None)
    Affiliation.objects.filter(pk=one.pk).update(state="asked")
    with pytest.raises(Refused, match="in a circle"):
        lifecycle.perform("confirm", one, by=cast.chiara())


def test_a_member_that_may_not_be_seen_is_on_no_page_of_its_federation(
    client: Client, net: Organisation
) -> None:
    hidden = organisation(name="Lanternhidden", visibility="office")
    affiliate(hidden, net, by=None)
    for where in (f"/en/organisations/{net.reference}/", address(net)):
        assert b"Lanternhidden" not in client.get(where).content
    assert client.get(address(hidden)).status_code == 404
    client.force_login(cast.chiara())
    assert b"Lanternhidden" in client.get(f"/en/organisations/{net.reference}/").content


def test_merging_two_records_takes_their_memberships_along_and_back(
    net: Organisation, donne: Organisation
) -> None:
    twin, other = organisation(name="Donne due"), organisation(name="Altra")
    for member, federation in ((donne, net), (twin, net), (twin, other), (donne, twin)):
        affiliate(member, federation, by=None)
    before = rows()
    moved = hand_over(twin, donne)
    assert [row.federation.name for row in federations_of(donne, NOBODY)] == ["Rete", "Altra"]
    assert not members(donne)
    give_back(moved)
    assert rows() == before


def test_on_the_page_one_asks_by_name_or_reference(
    client: Client, net: Organisation, donne: Organisation
) -> None:
    client.force_login(belonging(cast.amina(), donne))
    client.post(address(donne), {"other": " rete ", "side": "federation"})
    assert states() == ["asked"]
    assert "Waits for the other side" in client.get(address(donne)).content.decode()
    client.force_login(cast.chiara())
    row = Affiliation.objects.get()
    client.post(f"{address(net)}{row.pk}/confirm/")
    assert states() == ["confirmed"]
    client.post(address(net), {"other": organisation().reference, "side": "member", "since": "2020-01-02"})
    assert members_of(net, NOBODY).count() == 2
    assert "Its 2 members" in client.get(f"/en/organisations/{net.reference}/").content.decode()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("", "required"),
        ("Nobody knows it", "no organisation with this reference"),
        ("Lanternhidden", "no organisation with this reference"),
        ("Twin", "More than one organisation"),
        ("Donne", "its own federation"),
    ],
)
def test_what_cannot_be_told_is_told(client: Client, donne: Organisation, other: str, said: str) -> None:
    organisation(name="Twin")
    organisation(name="Twin")
    organisation(name="Lanternhidden", visibility="office")
    client.force_login(belonging(cast.amina(), donne))
    answer = client.post(address(donne), {"other": other, "side": "federation"})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not states()


def test_a_stranger_can_ask_and_move_nothing(client: Client, net: Organisation, donne: Organisation) -> None:
    row = affiliate(donne, net, by=belonging(cast.amina(), donne))
    client.force_login(cast.farid())
    assert client.post(address(net), {"other": "Donne", "side": "member"}).status_code == 404
    for name in ("confirm", "decline", "take_back", "nonsense"):
        assert client.post(f"{address(net)}{row.pk}/{name}/").status_code in {302, 404}
    assert client.post(f"{address(organisation())}{row.pk}/confirm/").status_code == 404
    assert states() == ["asked"]


@pytest.mark.guards("map/affiliations.html")
def test_a_long_list_of_members_costs_no_more(
    client: Client, count_queries: Callable, net: Organisation
) -> None:
    client.force_login(belonging(cast.amina(), net))
    counts = []
    for size in (2, 4, 12):
        for number in range(size - len(states())):
            row = organisation()
            asks = cast.dawit() if number % 2 else None
            affiliate(row, net, by=asks and belonging(asks, row))
        client.get(address(net))
        counts.append(count_queries(lambda: client.get(address(net))))
    assert len(set(counts)) == 1, counts
