"""Elections: who votes, what counts, what is refused, and the mandate that follows."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ponte.convene.actions import ballots, elections
from ponte.convene.actions.seats import end_delegate
from ponte.convene.actions.vote_reminders import remind_due
from ponte.convene.lifecycles.election import lifecycle
from ponte.convene.lifecycles.seat import lifecycle as life_of_seat
from ponte.convene.models import Election, Elector, Mandate, Seat
from ponte.core.models import Letter, SignedLink
from ponte.core.refusal import NotPermitted, Refused
from tests.convene.voting import (
    address_for,
    counted,
    end_now,
    in_the_box,
    newest_token,
    opened,
    prepared,
    voter,
    votes,
    voting_table,
)
from tests.factories import cast, convene
from tests.factories.map import belonging

pytestmark = pytest.mark.django_db


def elector_of(election, delegate) -> int:
    return Elector.objects.get(election=election, seat=delegate.seat_id).pk


def test_from_candidates_to_a_mandate_without_any_account() -> None:
    election, delegates = opened(5, mandate_until=date(2028, 1, 1), words="Speaks with the city.")
    first, second = election.candidates.order_by("pk")
    for delegate, choice in zip(delegates, [first, first, first, second, None], strict=True):
        assert votes(election, delegate, choice).status_code == 302
    assert in_the_box(election) == [None, first.pk, first.pk, first.pk, second.pk]
    counted(election)
    mandate = Mandate.objects.get()
    assert (election.outcome, mandate.name) == ("elected", first.delegate.name)
    assert (mandate.how, mandate.until, mandate.words) == (
        "ballot",
        date(2028, 1, 1),
        "Speaks with the city.",
    )
    assert election.result == {
        "votes": {str(first.pk): 3, str(second.pk): 1},
        "none": 1,
        "cast": 5,
        "electors": 5,
    }
    assert elections.count_again(election, by=cast.bruno())


def test_the_roll_is_who_has_a_voting_seat_when_the_vote_opens() -> None:
    table, delegates = voting_table(3)
    convene.seat(table, voice="observer")
    convene.seat(table, state="invited", since=None)
    election = prepared(table, delegates[:1])
    elections.open_vote(election, by=cast.chiara())
    late = convene.delegate(convene.seat(table))
    assert election.electors.count() == 3
    assert not voter(election, late).own
    assert Letter.objects.filter(purpose="convene.vote").count() == 3


@pytest.mark.parametrize(
    ("members", "standing", "ends", "words"),
    [
        (2, 1, 1, "fewer than three"),
        (3, 0, 1, "no candidate"),
        (3, 1, -1, "in the future"),
    ],
)
def test_a_vote_does_not_open_before_it_can(members, standing, ends, words) -> None:
    table, delegates = voting_table(members)
    closes = timezone.now() + timedelta(days=ends)
    election = prepared(table, delegates[:standing], closes_at=closes)
    with pytest.raises(Refused, match=words):
        elections.open_vote(election, by=cast.chiara())


def test_a_candidate_who_has_not_answered_holds_the_vote_back() -> None:
    table, delegates = voting_table(3)
    election = prepared(table, delegates[:1])
    elections.name_candidate(election, delegates[1], statement="", by=cast.chiara())
    with pytest.raises(Refused, match="has not answered"):
        elections.open_vote(election, by=cast.chiara())
    elections.answer_candidacy(newest_token(elections.CANDIDACY), stands=False, statement="")
    elections.open_vote(election, by=cast.chiara())
    with pytest.raises(Refused, match="is open"):
        elections.name_candidate(election, delegates[2], statement="", by=cast.chiara())


def test_nobody_votes_twice() -> None:
    election, delegates = opened()
    first = election.candidates.first()
    votes(election, delegates[0], first)
    again = votes(election, delegates[0], None)
    assert again.status_code == 422
    assert "voted already" in again.content.decode()
    assert in_the_box(election) == [first.pk]


def test_nobody_votes_after_the_end_whether_or_not_the_chore_has_run() -> None:
    election, delegates = opened()
    address = address_for(election, delegates[0])
    end_now(election)
    assert "ended" in votes(election, delegates[0], None).content.decode()
    assert elections.close_due() == 1
    assert "ended" in votes(election, delegates[0], None).content.decode()
    assert in_the_box(election) == []
    assert address


def test_who_left_the_table_or_acts_no_more_does_not_vote() -> None:
    election, delegates = opened()
    gone, replaced = delegates[0], delegates[1]
    life_of_seat.perform("exclude", Seat.objects.get(pk=gone.seat_id), by=cast.chiara(), reason="Rules")
    refused = votes(election, gone, None)
    assert refused.status_code == 410
    row = elector_of(election, gone)
    mine = voter(election, delegates[2])
    with pytest.raises(NotPermitted):
        ballots.cast(election, elector=row, choice=None, voter=mine)
    end_delegate(replaced, by=cast.chiara())
    assert votes(election, replaced, None).status_code == 410
    assert in_the_box(election) == []


def test_an_excluded_member_does_not_vote_with_a_page_opened_before() -> None:
    election, delegates = opened()
    before = voter(election, delegates[0])
    life_of_seat.perform(
        "exclude", Seat.objects.get(pk=delegates[0].seat_id), by=cast.chiara(), reason="Rules"
    )
    with pytest.raises(Refused, match="does not vote at this table any more"):
        ballots.cast(election, elector=elector_of(election, delegates[0]), choice=None, voter=before)


def test_forged_expired_and_foreign_links_open_nothing(client) -> None:
    election, delegates = opened()
    other, strangers = opened()
    good = address_for(election, delegates[0])
    foreign = address_for(other, strangers[0]).replace(other.reference, election.reference)
    for address in (good[:-2] + "x/", f"/en/elections/{election.reference}/vote/1.a.b/", foreign):
        answer = client.get(address)
        assert answer.status_code == 410, address
        assert "has_voted" not in answer.content.decode()
    assert client.get(good).status_code == 200
    election.table.by_link = ["answer"]
    election.table.save()
    assert client.get(good).status_code == 410


def test_looking_at_a_link_changes_nothing_and_a_choice_of_nobody_is_refused(client) -> None:
    election, delegates = opened()
    address, elector = address_for(election, delegates[0]), elector_of(election, delegates[0])
    client.get(address)
    for choice in ("", "99999", "x"):
        sent = {"elector": elector, f"e{elector}-choice": choice, "vote": "1"}
        assert client.post(address, sent).status_code == 422
    declined = prepared(election.table, delegates[2:3], role="chair").candidates.get()
    sent = {"elector": elector, f"e{elector}-choice": declined.pk, "vote": "1"}
    assert client.post(address, sent).status_code == 422
    assert in_the_box(election) == []


def test_with_an_account_one_votes_for_ones_own_organisation_only(client) -> None:
    election, delegates = opened()
    amina = belonging(cast.amina(), delegates[0].seat.organisation)
    client.force_login(amina)
    address = f"/en/elections/{election.reference}/vote/"
    own, other = elector_of(election, delegates[0]), elector_of(election, delegates[1])
    client.post(address, {"elector": other, f"e{other}-choice": "none", "vote": "1"})
    assert in_the_box(election) == []
    assert client.post(address, {"elector": own, f"e{own}-choice": "none", "vote": "1"}).status_code == 302
    assert in_the_box(election) == [None]
    client.force_login(cast.farid())
    assert client.get(address).status_code == 404


def test_a_proxy_votes_for_others_as_far_as_the_table_lets_it(client) -> None:
    election, delegates = opened(5, proxies_per_holder=1)
    one, two, holder = delegates[:3]
    keys = [elector_of(election, row) for row in (one, two, holder)]
    ballots.give_proxy(election, giver=keys[0], holder=keys[2], by=voter(election, one))
    with pytest.raises(Refused, match="as many others as it may"):
        ballots.give_proxy(election, giver=keys[1], holder=keys[2], by=voter(election, two))
    with pytest.raises(Refused, match="cannot vote for another"):
        ballots.give_proxy(election, giver=keys[1], holder=keys[0], by=voter(election, two))
    with pytest.raises(Refused, match="Others have asked you"):
        ballots.give_proxy(election, giver=keys[2], holder=keys[1], by=voter(election, holder))
    with pytest.raises(NotPermitted):
        ballots.cast(election, elector=keys[0], choice=None, voter=voter(election, one))
    first = election.candidates.first()
    for key in (keys[0], keys[2]):
        sent = {"elector": key, f"e{key}-choice": first.pk, "vote": "1"}
        assert client.post(address_for(election, holder), sent).status_code == 302
    assert in_the_box(election) == [first.pk, first.pk]
    with pytest.raises(Refused, match="too late"):
        ballots.give_proxy(election, giver=keys[0], holder=None, by=voter(election, one))


@pytest.mark.parametrize(
    ("ballots_cast", "outcome", "again"),
    [("ab", "tie", 2), ("a", "no_quorum", 2), ("nna", "nobody", 2), ("aann", "tie", 1)],
)
def test_what_has_no_result_is_held_again(ballots_cast, outcome, again) -> None:
    election, delegates = opened(4)
    first, second = election.candidates.order_by("pk")
    for delegate, letter in zip(delegates, ballots_cast, strict=False):
        votes(election, delegate, {"a": first, "b": second, "n": None}[letter])
    assert counted(election).outcome == outcome
    assert not Mandate.objects.exists()
    assert elections.vote_again(election, by=cast.chiara()).candidates.count() == again


def test_counting_takes_two_people_and_neither_is_a_candidate() -> None:
    table, delegates = voting_table(3)
    delegates[0].account = cast.dawit()
    delegates[0].save()
    convene.delegate(delegates[1].seat, account=cast.elena())
    election = prepared(table, delegates[:1])
    elections.open_vote(election, by=cast.chiara())
    votes(election, delegates[1], election.candidates.get())
    votes(election, delegates[2], election.candidates.get())
    end_now(election)
    lifecycle.perform("close", election, by=cast.chiara())
    with pytest.raises(NotPermitted):
        lifecycle.perform("count", election, by=cast.dawit())
    with pytest.raises(NotPermitted):
        lifecycle.perform("count", election, by=cast.farid())
    assert lifecycle.perform("count", election, by=cast.chiara()).is_proposal
    with pytest.raises(Refused, match="Somebody else"):
        lifecycle.perform("count", election, by=cast.chiara())
    lifecycle.perform("count", election, by=cast.elena())
    assert election.outcome == "elected"


def test_annulling_destroys_what_was_voted() -> None:
    election, delegates = opened()
    votes(election, delegates[0], None)
    lifecycle.perform("annul", election, by=cast.chiara(), reason="A wrong roll")
    assert in_the_box(election) == []
    assert not election.electors.exists()


def test_who_has_not_voted_is_reminded_once_and_who_has_is_left_in_peace() -> None:
    election, delegates = opened(4, proxies_per_holder=1)
    votes(election, delegates[0], None)
    giver, holder = elector_of(election, delegates[1]), elector_of(election, delegates[2])
    ballots.give_proxy(election, giver=giver, holder=holder, by=voter(election, delegates[1]))
    links_before = SignedLink.objects.count()
    assert remind_due() == 0  # most of the time is left
    now = timezone.now()
    Election.objects.filter(pk=election.pk).update(
        opened_at=now - timedelta(days=2, hours=23), closes_at=now + timedelta(hours=1)
    )
    box = in_the_box(election)
    assert (remind_due(), remind_due()) == (2, 0)
    letters = Letter.objects.filter(purpose="convene.vote_reminder")
    assert set(letters.values_list("to", flat=True)) == {delegates[2].email, delegates[3].email}
    told = letters.get(to=delegates[2].email).text
    assert str(delegates[1].seat.organisation) in told
    assert address_for(election, delegates[2]) in told
    assert (SignedLink.objects.count(), in_the_box(election)) == (links_before, box)


def test_nobody_is_cut_off_by_an_early_end() -> None:
    election, delegates = opened(3)
    with pytest.raises(Refused, match="can still vote"):
        lifecycle.perform("close", election, by=cast.chiara())
    for delegate in delegates:
        votes(election, delegate, None)
    lifecycle.perform("close", election, by=cast.chiara())
