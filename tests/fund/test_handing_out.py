"""Who reads what: hints, the solver, the proposal that is looked at first, calibration."""

import random
from typing import Any

import pytest
from django.test import Client

from ponte.core.models import Letter
from ponte.fund.actions.handing_out import apply_plan, ask_for_plan
from ponte.fund.actions.solving.assignment import Pair, solve
from ponte.fund.models import AssignmentPlan, ConflictDeclaration, Review
from ponte.fund.queries import review_desk
from ponte.fund.queries.assignment import HINT, KNOWS, READS, READS_NOT, question_of
from ponte.fund.queries.calibration import calibration_of
from ponte.fund.queries.hints import hints_between
from ponte.fund.tasks.reviews import work_plan_out
from ponte.map.models import Affiliation, Membership
from tests.factories import cast
from tests.factories.accounts import PersonFactory
from tests.factories.fund import closed_call
from tests.factories.map import contact, organisation, representative
from tests.factories.reviews import eligible, given, handed, phase, reviewer

pytestmark = pytest.mark.django_db


def colleague(name: str, **values: Any) -> Any:
    return reviewer(PersonFactory(name=name, roles=("reviewer",)), **values)


def worked_out(at: Any) -> AssignmentPlan:
    plan = ask_for_plan(at, by=cast.chiara())
    work_plan_out.call(plan.pk)
    plan.refresh_from_db()
    return plan


def test_the_solver_leaves_nobody_out_who_could_be_read_and_does_not_depend_on_the_order() -> None:
    draw = random.Random(7)
    pairs = [
        Pair(a, r, draw.choice((0, 20, 1_000))) for a in range(40) for r in range(8) if draw.random() > 0.1
    ]
    needs, room = dict.fromkeys(range(40), 2), dict.fromkeys(range(8), 10)
    found = solve(pairs, needs, room)
    assert len(found.pairs) == 80
    assert not found.left
    shuffled = draw.sample(pairs, len(pairs))
    assert solve(shuffled, needs, room) == found
    # One reviewer can take ten, so ten are left out for want of anybody else.
    only = [pair for pair in pairs if pair.reviewer == 0]
    assert sum(solve(only, needs, room).left.values()) == 80 - 10
    assert solve([], {1: 2}, {}).left == {1: 2}
    # The cheapest as a whole, not greedily: the only one who reads 2 is kept for 2.
    assert [
        pair[:2]
        for pair in solve([Pair(1, 1, 0), Pair(1, 2, 5), Pair(2, 1, 0)], {1: 1, 2: 1}, {1: 1, 2: 1}).pairs
    ] == [
        (1, 2),
        (2, 1),
    ]


def test_what_may_bind_somebody_to_an_applicant_is_found() -> None:
    call = closed_call()
    body = organisation(
        name="Lanterna",
        contacts=[contact("email", "info@lanterna.example.net")],
        representatives=[representative("Zaira Nardi")],
    )
    one, other = eligible(call, by=body), eligible(call, by=organisation(name="Altra"))
    friend = organisation(name="Federazione")
    Affiliation.objects.create(federation=friend, member=body, state="confirmed")
    people = {
        "member": PersonFactory(name="Ada Uno"),
        "family": PersonFactory(name="Ugo Nardi"),
        "domain": PersonFactory(name="Ivo Due", email="ivo@lanterna.example.net"),
        "address": PersonFactory(name="Ivo Tre", email="info@lanterna.example.net"),
        "partner": PersonFactory(name="Pia Quattro"),
        "nothing": PersonFactory(name="Nando Cinque"),
    }
    Membership.objects.create(organisation=body, person=people["member"], role="editor")
    Membership.objects.create(organisation=friend, person=people["partner"], role="editor")
    found = hints_between(list(people.values()), [one, other])
    for hint, person in people.items():
        assert (hint in found.get((person.pk, one.pk), [])) == (hint != "nothing"), hint
        assert (person.pk, other.pk) not in found


def test_a_proposal_is_looked_at_then_handed_out_and_what_changed_since_is_left_out(client: Client) -> None:
    call = closed_call()
    english = colleague("Anna Ott", languages=["en"], expertise=["culture"])
    arabic = colleague("Badr Aziz", languages=["ar"], expertise=["information_awareness"])
    near = colleague("Cora Lunga", languages=["en", "ar"])
    at = phase(call, english, arabic, near, reviewers_each=1)
    one = eligible(call, language="en", by=organisation(name="One"))
    two = eligible(call, language="ar", by=organisation(name="Two"))
    ConflictDeclaration.objects.create(person=near.person, application=one, has_conflict=True, kind="work")
    Membership.objects.create(organisation=two.organisation, person=near.person, role="viewer")
    client.force_login(cast.chiara())
    url = f"/en/phases/{at.pk}/plan/"
    assert "Ponte proposes" in client.get(url).content.decode()
    plan = worked_out(at)
    assert [pair[:2] for pair in plan.pairs] == [[one.pk, english.pk], [two.pk, arabic.pk]]
    assert plan.pairs[1][2] == [READS, KNOWS]
    page = client.get(url).content.decode()
    assert "reads the language" in page
    assert not Review.objects.exists()
    # Meanwhile the first one declares a conflict.
    ConflictDeclaration.objects.create(
        person=english.person, application=one, has_conflict=True, kind="family"
    )
    client.post(url, {"plan": plan.pk, "apply": "yes"})
    assert [(row.application, row.reviewer) for row in Review.objects.all()] == [(two, arabic)]
    assert Letter.objects.filter(purpose="fund.review.reviews").count() == 1
    client.post(url, {"plan": plan.pk, "apply": "yes"})
    assert Review.objects.count() == 1


def test_a_row_can_be_left_out_and_a_language_nobody_reads_is_marked() -> None:
    call = closed_call()
    arabic = colleague("Badr Aziz", languages=["ar"])
    at = phase(call, arabic, reviewers_each=1)
    eligible(call)
    left = worked_out(at)
    assert left.pairs[0][1:] == [arabic.pk, [READS_NOT, KNOWS]]
    assert apply_plan(left, by=cast.chiara(), without=[0]) == 0


def test_one_more_reads_where_two_differ_and_by_hand_never_who_stands_too_near(client: Client) -> None:
    call = closed_call()
    people = [colleague(name) for name in ("Anna Ott", "Badr Aziz", "Cora Lunga")]
    at, one = phase(call, *people), eligible(call)
    given(at, one, people[0], 60, 40)
    given(at, one, people[1], 20, 20)
    question = question_of(at)
    assert question.needs == {one.pk: 1}
    assert list(question.costs) == [(one.pk, people[2].pk)]
    ConflictDeclaration.objects.create(
        person=people[2].person, application=one, has_conflict=True, kind="work"
    )
    client.force_login(cast.chiara())
    url = f"/en/phases/{at.pk}/applications/{one.reference}/"
    page = client.get(url).content.decode()
    assert "Far apart, talk first" in page
    assert "Everybody of this phase was asked or stands too near" in page
    client.post(f"{url}hand-out/", {"reviewer": people[2].pk})
    assert Review.objects.count() == 2
    ConflictDeclaration.objects.filter(person=people[2].person).delete()
    client.post(f"{url}hand-out/", {"reviewer": people[2].pk})
    assert Review.objects.get(reviewer=people[2]).is_extra


def test_a_hinted_reviewer_is_asked_last_and_marked() -> None:
    call = closed_call()
    body = organisation(name="One", representatives=[representative("Zaira Ott")])
    at, one = phase(call, colleague("Anna Ott"), reviewers_each=1), eligible(call, by=body)
    assert HINT in question_of(at).reasons[one.pk, at.reviewers.get().pk]


def test_calibration_tells_who_is_stricter_and_who_gives_everybody_the_same(client: Client) -> None:
    call = closed_call()
    strict, kind = colleague("Severa Dura"), colleague("Bona Dolce")
    at = phase(call, strict, kind)
    for number in range(4):
        one = eligible(call, by=organisation(name=f"Body {number}"))
        given(at, one, strict, 10 + 10 * number, 10)
        given(at, one, kind, 55, 35)
    found = {judge.name: judge for judge in calibration_of(at).judges}
    assert found["Severa Dura"].kind == "strict"
    assert found["Bona Dolce"].kind == "generous"
    assert found["Bona Dolce"].uses_little
    assert found["Severa Dura"].bias == -55.0
    client.force_login(cast.chiara())
    assert "Stricter" in client.get(f"/en/phases/{at.pk}/calibration/").content.decode()


def test_the_office_prepares_a_phase_and_its_numbers_begin_as_the_call_says(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    call = closed_call(reviewers_each=3, gap=15)
    who = reviewer()
    client.force_login(cast.chiara())
    url = f"/en/calls/{call.reference}/reviews/"
    assert "No phase of review yet" in client.get(url).content.decode()
    form = client.get(f"{url}new/").content.decode()
    assert 'value="15"' in form
    data = {"name": "Blind", "hidden": ["applicant", "files"], "reviewers_each": 2, "gap": 20}
    data |= {"scores_shown": "never", "counts": "on", "reviewers": [who.pk]}
    assert client.post(f"{url}new/", data).status_code == 302
    at = call.phases.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/en/phases/{at.pk}/step/open/")
    at.refresh_from_db()
    assert at.is_open
    assert Letter.objects.filter(to=cast.dawit().email, purpose="fund.review.phase").exists()
    refused = client.post(f"/en/phases/{at.pk}/edit/", data | {"hidden": []})
    assert refused.status_code == 422
    assert "does not change once a phase was opened" in refused.content.decode()
    handed(at, eligible(call), who)
    stays = client.post(f"/en/phases/{at.pk}/edit/", data | {"reviewers": []})
    assert "Take back first" in stays.content.decode()


def test_of_many_reviewers_those_are_shown_first_who_are_waited_for() -> None:
    few = [{"declared_at": "then", "open": 0} for _number in range(review_desk.MOST_PEOPLE)]
    assert review_desk.waited_for(few) == few
    silent, busy = {"declared_at": None, "open": 0}, {"declared_at": "then", "open": 9}
    assert review_desk.waited_for([*few, busy, silent]) == [silent, busy, *few[:-2]]


@pytest.mark.guards("fund/reviewer_list.html")
def test_the_list_of_reviewers_costs_the_same_for_one_and_for_many(
    client: Client, count_queries: Any
) -> None:
    reviewer()
    client.force_login(cast.chiara())
    one = count_queries(lambda: client.get("/en/reviewers/"))
    for number in range(3):
        colleague(f"Person {number}")
    assert count_queries(lambda: client.get("/en/reviewers/?page=1")) <= one


@pytest.mark.guards("fund/review_desk.html")
def test_the_dashboard_costs_the_same_for_one_and_for_many(client: Client, count_queries: Any) -> None:
    call = closed_call()
    people = [colleague(f"Person {number}") for number in range(3)]
    at = phase(call, *people)
    given(at, eligible(call), people[0], 40, 30)
    client.force_login(cast.chiara())
    url = f"/en/calls/{call.reference}/reviews/"
    client.get(url)
    one = count_queries(lambda: client.get(url))
    for number in range(4):
        given(at, eligible(call, by=organisation(name=f"Body {number}")), people[number % 3], 20, 20)
    assert count_queries(lambda: client.get(url)) == one
    assert one <= 20
    page = client.get(f"{url}?phase={at.pk}&show=missing").content.decode()
    assert "one more needed" in page
