"""A reviewer: interests first, then reading and points; points of applications."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ponte.core.refusal import Refused
from ponte.core.text import fold
from ponte.fund.actions import reviewing
from ponte.fund.actions.conflicts import declare_conflict
from ponte.fund.actions.reviewing import Stale, Written
from ponte.fund.models import Application, ConflictDeclaration, Review
from ponte.fund.queries.scores import standing_of, standings
from ponte.map.models import Organisation
from tests.factories import cast
from tests.factories.accounts import PersonFactory
from tests.factories.fund import closed_call
from tests.factories.map import organisation
from tests.factories.reviews import BLIND, answered, eligible, given, handed, phase, reviewer

pytestmark = pytest.mark.django_db


def keys(review: Review) -> list[int]:
    return list(review.phase.call.criteria.values_list("pk", flat=True))


def sent(review: Review, *points: Any, **more: Any) -> dict[str, Any]:
    """What the form of a review sends."""
    data = {f"points_{key}": value for key, value in zip(keys(review), points, strict=False)}
    return {"edition": review.edition, **data, **more}


def test_nothing_opens_before_the_list_was_gone_through(client: Client) -> None:
    call = closed_call()
    at, one = phase(call), eligible(call, title="A choir of many languages")
    review = Review.objects.create(phase=at, application=one, reviewer=reviewer())
    client.force_login(cast.dawit())
    mine = client.get("/en/reviews/").content.decode()
    assert "Nothing opens before" in mine
    assert "A choir" not in mine
    assert client.get(review.get_absolute_url()).status_code == 404
    listed = client.get(f"/en/reviews/interests/{at.pk}/").content.decode()
    assert one.organisation.name in listed
    assert "A choir" not in listed
    refused = client.post(f"/en/reviews/interests/{at.pk}/", {"near": one.pk, "read": "on"})
    assert refused.status_code == 422
    assert not ConflictDeclaration.objects.exists()
    client.post(f"/en/reviews/interests/{at.pk}/", {"read": "on"})
    assert "A choir" in client.get("/en/reviews/").content.decode()
    assert client.get(review.get_absolute_url()).status_code == 200


def test_a_long_list_of_applicants_is_searched_and_what_was_ticked_stays(
    client: Client, count_queries: Callable
) -> None:
    call = closed_call()
    at = phase(call)
    reviewer()
    client.force_login(cast.dawit())
    url = f"/en/reviews/interests/{at.pk}/"
    names = ["Élan Turin", *(f"Choir {number}" for number in range(10))]
    rows = []
    for number, name in enumerate(names):
        rows.append(eligible(call))
        Organisation.objects.filter(pk=rows[-1].organisation_id).update(name=name, sort_name=fold(name))
        if number == 9:
            assert 'name="look"' not in client.get(url).content.decode()
    looked = {"look": "some", "q": "ELAN", "near": rows[3].pk, "reason": "My sister."}
    page = client.post(url, looked).content.decode()
    assert all(words in page for words in ("Élan Turin", "Choir 2", "My sister."))
    assert not any(words in page for words in ("Choir 5", "This is my answer"))
    assert f'value="{rows[3].pk}" checked' in page
    assert "Nobody of this name" in client.post(url, {"look": "some", "q": "xyz"}).content.decode()
    everybody = client.post(url, looked | {"look": "all"}).content.decode()
    assert ("Choir 5" in everybody, "This is my answer" in everybody) == (True, True)
    assert not ConflictDeclaration.objects.exists()
    client.get(url)
    assert count_queries(lambda: client.get(url)) == count_queries(lambda: client.post(url, looked))


def test_a_conflict_shuts_out_and_the_points_given_before_count_no_more(client: Client) -> None:
    call = closed_call()
    other = reviewer(PersonFactory(roles=("facilitator",)))
    at, one = phase(call, reviewer(), other), eligible(call)
    review, _two = given(at, one, reviewer(), 50, 30), given(at, one, other, 30, 10)
    assert standing_of(one).points == 6_000
    client.force_login(cast.dawit())
    url = review.get_absolute_url()
    assert client.get(url).status_code == 200
    data = {"near": one.pk, "kind": "family", "reason": "My sister.", "read": "on"}
    assert client.post(f"/en/reviews/interests/{at.pk}/", data).status_code == 302
    for path in (url, f"{url}save/", f"{url}step/resume/", f"{url}recognised/", f"{url}files/1/"):
        assert {client.get(path).status_code, client.post(path).status_code} <= {404, 405}, path
    assert one.title not in client.get("/en/reviews/").content.decode()
    one.refresh_from_db()
    assert (standing_of(one).points, one.points) == (4_000, 4_000)


def test_the_office_itself_is_shut_out_and_nobody_takes_their_own_conflict_back(client: Client) -> None:
    call = closed_call()
    other = reviewer(PersonFactory(roles=("facilitator",)))
    at, one = phase(call, other), eligible(call)
    client.force_login(other.person)
    page = f"/en/phases/{at.pk}/applications/{one.reference}/"
    client.post(
        f"/en/reviews/interests/{at.pk}/", {"near": one.pk, "kind": "work", "reason": "Once.", "read": "on"}
    )
    assert client.get(page).status_code == 404
    assert one.title not in client.get(f"/en/calls/{call.reference}/reviews/").content.decode()
    row = ConflictDeclaration.objects.get(person=other.person)
    client.post(f"/en/calls/{call.reference}/conflicts/{row.pk}/withdraw/", {"reason": "No."})
    row.refresh_from_db()
    assert row.has_conflict
    client.force_login(cast.chiara())
    client.post(f"/en/calls/{call.reference}/conflicts/{row.pk}/withdraw/", {"reason": "Another Anna."})
    row.refresh_from_db()
    assert not row.has_conflict


def test_a_stranger_guesses_addresses_in_vain(client: Client) -> None:
    call = closed_call()
    at, one = phase(call), eligible(call)
    url = handed(at, one).get_absolute_url()
    colleague = reviewer(PersonFactory(roles=("reviewer",)))
    phase(closed_call(), colleague, name="Elsewhere")
    office = [
        f"/en/calls/{call.reference}/reviews/",
        f"/en/calls/{call.reference}/conflicts/",
        f"/en/phases/{at.pk}/edit/",
        f"/en/phases/{at.pk}/plan/",
        f"/en/phases/{at.pk}/calibration/",
        f"/en/phases/{at.pk}/applications/{one.reference}/",
        "/en/reviewers/",
    ]
    for person in (colleague.person, cast.farid()):
        client.force_login(person)
        for path in (url, f"{url}save/", f"{url}step/abstain/", f"/en/reviews/interests/{at.pk}/", *office):
            assert {client.get(path).status_code, client.post(path).status_code} <= {404, 405}, path
    client.force_login(cast.dawit())
    for path in office:
        assert client.get(path).status_code == 404, path
    assert client.get(one.get_absolute_url()).status_code == 404


def test_saving_never_writes_over_what_another_window_saved(client: Client) -> None:
    call = closed_call()
    review = handed(phase(call), eligible(call))
    client.force_login(cast.dawit())
    url, (first, second) = review.get_absolute_url(), keys(review)
    answer = client.post(f"{url}save/", sent(review, 40))
    assert answer.json() == {"edition": 2, "total": 40, "given": 1}
    stale = client.post(f"{url}save/", sent(review, 10))
    assert stale.status_code == 409
    assert "another window" in stale.json()["refused"]
    page = client.post(url, sent(review, 10, 5, save="yes"))
    assert page.status_code == 409
    assert "Saved in the other window: <b>40</b>" in " ".join(page.content.decode().split())
    assert review.scores.get(criterion=first).points == 40
    # An autosave touches only what it sends.
    client.post(f"{url}save/", {"edition": 2, f"why_{first}": "Good letters."})
    score = review.scores.get(criterion=first)
    assert (score.points, score.comment) == (40, "Good letters.")
    for wrong, words in ((61, "takes 0 to 60"), (-1, "takes 0 to 60"), ("many", "whole points")):
        refused = client.post(f"{url}save/", {"edition": 3, f"points_{first}": wrong})
        assert refused.status_code == 422
        assert words in refused.json()["refused"]
    with pytest.raises(Refused, match="0 to 40"):
        reviewing.save(review, Written(3, {second: 41}), by=cast.dawit())
    with pytest.raises(Stale):
        reviewing.save(review, Written(1, {second: 1}), by=cast.dawit())
    assert not client.get(url).context["review"].scores.filter(criterion=second).exists()


def test_a_review_is_handed_in_taken_back_and_abstained_from(client: Client) -> None:
    call = closed_call()
    at, one = phase(call), eligible(call)
    review = handed(at, one)
    client.force_login(cast.dawit())
    url = review.get_absolute_url()
    half = client.post(url, sent(review, 40, submit="yes"))
    assert half.status_code == 422
    assert "Give points for every criterion" in half.content.decode()
    review.refresh_from_db()
    assert client.post(url, sent(review, 40, 35, submit="yes", feedback="Well thought.")).status_code == 302
    one.refresh_from_db()
    assert one.points == 7_500
    review.refresh_from_db()
    assert client.post(f"{url}save/", sent(review, 1)).status_code == 409
    client.post(f"{url}step/resume/")
    one.refresh_from_db()
    assert one.points is None
    client.post(f"{url}step/abstain/", {"reason": "Not my field."})
    assert standing_of(one).unassigned == 2
    assert client.post(f"{url}step/release/", {"reason": "x"}).status_code == 404
    at.state = "ended"
    at.save()
    client.post(f"{url}step/resume/")
    review.refresh_from_db()
    assert review.state == "abstained"


def test_points_are_means_and_a_gap_asks_for_one_more() -> None:
    call = closed_call(gap=20, minimum_total=60)
    people = [reviewer(PersonFactory(roles=("reviewer",))) for _ in range(3)]
    at = phase(call, *people)
    far, near, none = (
        eligible(call),
        eligible(call, by=organisation(name="B")),
        eligible(call, by=organisation(name="C")),
    )
    given(at, far, people[0], 60, 40)
    given(at, far, people[1], 30, 20)
    given(at, near, people[0], 40, 21)
    given(at, near, people[1], 40, 20)
    relevance = call.criteria.get(name="Relevance")
    relevance.minimum = 46
    relevance.save()
    found = standings(call)
    assert (found[far.pk].points, found[far.pk].gap, found[far.pk].needs_another) == (7_500, 5_000, True)
    assert (found[far.pk].missing, found[far.pk].unassigned) == (1, 1)
    assert (found[far.pk].by_criterion[relevance.pk], found[far.pk].too_low) == (4_500, [relevance.pk])
    assert not found[far.pk].reaches_minimum
    assert (found[near.pk].points, found[near.pk].missing) == (6_050, 0)
    assert (found[none.pk].points, found[none.pk].missing) == (None, 2)
    handed(at, far, people[2])
    assert standings(call)[far.pk].unassigned == 0


def test_all_three_reviews_count_and_nobody_is_asked_a_fourth_time() -> None:
    call = closed_call(gap=20)
    people = [reviewer(PersonFactory(roles=("reviewer",))) for _ in range(3)]
    at, one = phase(call, *people), eligible(call)
    for who, points in zip(people, ((60, 40), (30, 20), (50, 40)), strict=True):
        given(at, one, who, *points)
    assert (standing_of(one).points, standing_of(one).missing) == (8_000, 0)


def test_others_are_seen_as_the_phase_says(client: Client) -> None:
    call = closed_call()
    other = reviewer(PersonFactory(name="Zelda Zorn", roles=("reviewer",)))
    at, one = phase(call, reviewer(), other, scores_shown="after_own"), eligible(call)
    given(at, one, other, 41, 31)
    review = handed(at, one)
    client.force_login(cast.dawit())

    def sees() -> bool:
        page = client.get(review.get_absolute_url()).content.decode()
        assert "Zelda" not in page
        return ">41<" in page

    assert not sees()
    client.post(review.get_absolute_url(), sent(review, 10, 10, submit="yes"))
    assert sees()
    for shown, state, expected in (
        ("at_the_end", "open", False),
        ("at_the_end", "ended", True),
        ("never", "ended", False),
    ):
        at.scores_shown, at.state = shown, state
        at.save()
        assert sees() is expected


def test_a_page_of_reviews_costs_the_same_for_one_and_for_many(client: Client, count_queries: Any) -> None:
    call = closed_call()
    at = phase(call, hidden=BLIND)
    answered(handed(at, eligible(call)).application, plan="We sing.")
    client.force_login(cast.dawit())
    for path in ("/en/reviews/",):
        client.get(path)
        one = count_queries(lambda path=path: client.get(path))
        for number in range(4):
            handed(at, eligible(call, by=organisation(name=f"Body {number}")))
        assert count_queries(lambda path=path: client.get(path)) == one
        assert one <= 20
    review = Review.objects.earliest("pk")
    assert count_queries(lambda: client.get(review.get_absolute_url())) <= 35


def test_the_office_writes_a_conflict_down_for_somebody() -> None:
    call = closed_call()
    at, one = phase(call), eligible(call)
    given(at, one, reviewer(), 10, 10)
    with pytest.raises(Refused):
        declare_conflict(one, person=cast.dawit(), kind="work", reason="", by=cast.chiara())
    declare_conflict(one, person=cast.dawit(), kind="work", reason="On their payroll.", by=cast.chiara())
    assert Review.objects.get().state == "conflict"
    assert Application.objects.get().points is None
