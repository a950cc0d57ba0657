"""A panel decides: who votes, what is released, by whom, and what then exists."""

import re

import pytest

from ponte.accounts.models import Person
from ponte.core.models import Letter, Proposal
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.actions import panels as acts
from ponte.fund.actions.conflicts import declare_conflict
from ponte.fund.actions.interests import declare_interests
from ponte.fund.actions.letter_templates import write_template
from ponte.fund.actions.scenarios import calculate, take_over
from ponte.fund.actions.verdicts import cast_votes, write_verdict
from ponte.fund.lifecycles import application as life_of_application
from ponte.fund.lifecycles import award as life_of_award
from ponte.fund.lifecycles import verdict as life_of_verdict
from ponte.fund.lifecycles.panel import lifecycle
from ponte.fund.models import Award, Vote
from ponte.fund.queries.envelope import given_by
from ponte.fund.queries.ranking import ranked
from ponte.fund.queries.voting import outcomes
from ponte.map.models import TrackRecord
from tests.factories import cast
from tests.factories.accounts import PersonFactory, office
from tests.factories.fund import closed_call
from tests.factories.map import belonging
from tests.factories.panels import (
    AWARD,
    DECLINE,
    deciding,
    everybody_votes,
    judged,
    panel,
    released,
    says,
)

pytestmark = pytest.mark.django_db
RESERVE = {"decision": "reserve", "reserve_place": 1}


def test_decisions_are_released_in_one_moment_by_two_people() -> None:
    office(languages=["en", "it"])
    row = deciding(90, 80, 70)
    first, second, third = (each.application for each in ranked(row))
    amina = belonging(cast.amina(), first.organisation)
    Person.objects.filter(pk=amina.pk).update(language="it")
    says(
        row,
        AWARD | {"conditions": "Open an account."},
        RESERVE,
        DECLINE | {"feedback": "Ask two more for offers."},
    )
    assert lifecycle.perform("release", row, by=cast.chiara()).is_proposal
    with pytest.raises(Refused, match="Somebody else"):
        lifecycle.perform("release", row, by=cast.chiara())
    assert not Award.objects.exists()
    assert not Letter.objects.exists()
    lifecycle.perform("release", row, by=cast.bruno())
    for each in (first, second, third):
        each.refresh_from_db()
    assert [first.state, second.state, third.state] == ["awarded", "reserve", "declined"]
    award = Award.objects.get()
    assert (award.amount_minor, award.currency, award.conditions) == (900_000, "EUR", "Open an account.")
    assert TrackRecord.objects.get(organisation=first.organisation).amount == award.amount
    letter = Letter.objects.get()  # the two others have nobody to write to
    assert (letter.to, letter.language) == ("amina@example.org", "it")
    assert f"/it/applications/{first.reference}/decision/" in letter.text
    with pytest.raises(Refused, match="not possible now"):
        lifecycle.perform("release", row, by=cast.bruno())


def test_a_change_after_the_proposal_means_that_it_is_proposed_again() -> None:
    row = deciding(90)
    says(row, AWARD)
    lifecycle.perform("release", row, by=cast.chiara())
    write_verdict(row.verdicts.get(), values=AWARD | {"amount_minor": 800_000}, by=cast.chiara())
    with pytest.raises(Refused, match="votes are missing"):
        lifecycle.perform("release", row, by=cast.bruno())
    everybody_votes(row)
    assert lifecycle.perform("release", row, by=cast.bruno()).is_proposal
    assert Proposal.objects.filter(outcome="lapsed").count() == 1
    assert not Award.objects.exists()


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        ((AWARD, {"decision": ""}), "1 application has no decision"),
        ((AWARD, {"decision": "decline"}), "Say why"),
        ((AWARD, {"decision": "award", "amount_minor": 1_000_000}), "may get €9,000 at most"),
        ((AWARD, {"decision": "award", "amount_minor": -5}), "Say how much"),
        ((AWARD, AWARD), "The awards come to €18,000. The panel may give €15,000"),
    ],
)
def test_what_is_not_ready_is_not_released(decisions, words) -> None:
    row = deciding(90, 80, envelope_minor=1_500_000)

    def release() -> None:
        says(row, *decisions)
        lifecycle.perform("release", row, by=cast.chiara())

    with pytest.raises(Refused, match=re.escape(words)):
        release()


def test_two_panels_do_not_give_the_same_money() -> None:
    call = closed_call(pot_minor=1_500_000)
    one = deciding(90, of=call, envelope_minor=1_500_000)
    says(one, AWARD)
    other = deciding(80, of=call, envelope_minor=1_500_000)
    says(other, AWARD)
    released(one)
    with pytest.raises(Refused, match="of it is given"):
        lifecycle.perform("release", other, by=cast.chiara())
    with pytest.raises(Refused, match=r"still has €6,000"):
        acts.change_panel(other, values={"envelope_minor": 700_000}, by=cast.chiara())


def test_places_are_counted() -> None:
    row = deciding(90, 80, of=closed_call(places=1))
    says(row, AWARD, AWARD)
    with pytest.raises(Refused, match="one place; taken: 0"):
        lifecycle.perform("release", row, by=cast.chiara())


def test_nobody_awards_by_a_button_of_their_own() -> None:
    row = judged(closed_call(), 90)
    for step in ("award", "reserve", "decline"):
        with pytest.raises(Refused, match="A panel decides"):
            life_of_application.lifecycle.perform(step, row, by=cast.bruno(), reason="Mine")
    with pytest.raises(NotPermitted):
        life_of_application.lifecycle.perform("reopen", row, by=cast.bruno())


def test_who_is_near_does_not_vote_write_or_release() -> None:
    call = closed_call()
    near, far = judged(call, 90), judged(call, 80)
    elena = belonging(PersonFactory(name="Elena", roles=("facilitator",)), near.organisation)
    row = panel(call, cast.chiara(), cast.dawit(), elena)
    lifecycle.perform("open", row, by=cast.chiara())
    about_near, about_far = row.verdicts.get(application=near), row.verdicts.get(application=far)
    write_verdict(about_far, values=DECLINE, by=cast.chiara())
    with pytest.raises(Refused, match="Say first"):
        cast_votes(row, {about_far.pk: (2, "yes", "")}, by=cast.chiara())
    declare_interests(row, near=[], kind="", reason="", by=elena)
    declare_interests(row, near=[far.pk], kind="family", reason="My sister.", by=cast.dawit())
    declare_interests(row, near=[], kind="", reason="", by=cast.chiara())
    for verdict, values in ((about_near, AWARD), (about_far, DECLINE)):
        write_verdict(verdict, values=values, by=cast.chiara())
        verdict.refresh_from_db()
    for person, verdict in ((elena, about_near), (cast.dawit(), about_far)):
        with pytest.raises(NotPermitted):
            cast_votes(row, {verdict.pk: (verdict.round, "yes", "")}, by=person)
        assert not person.has_perm("fund.change_verdict", verdict)
    known = outcomes(row, [about_near, about_far])
    assert [known[each.pk].entitled for each in (about_near, about_far)] == [2, 2]
    for person, verdict in ((cast.dawit(), about_near), (elena, about_far)):
        cast_votes(row, {verdict.pk: (verdict.round, "yes", "")}, by=person)
    for person in (elena, Person.objects.get(pk=cast.dawit().pk)):
        with pytest.raises(NotPermitted):
            lifecycle.perform("release", row, by=person)


def test_a_vote_of_somebody_who_turns_out_to_be_near_does_not_count() -> None:
    row = deciding(90)
    says(row, AWARD)
    verdict = row.verdicts.select_related("application").get()
    assert outcomes(row, [verdict])[verdict.pk].carried
    declare_conflict(
        verdict.application, person=cast.dawit(), kind="work", reason="Paid by them", by=cast.chiara()
    )
    assert "Too few members" in outcomes(row, [verdict])[verdict.pk].sentence
    with pytest.raises(Refused, match="Too few members"):
        lifecycle.perform("release", row, by=cast.bruno())


def test_a_vote_is_on_what_was_seen() -> None:
    row = deciding(90)
    verdict = row.verdicts.get()
    with pytest.raises(Refused, match="Nothing is proposed"):
        cast_votes(row, {verdict.pk: (1, "yes", "")}, by=cast.dawit())
    write_verdict(verdict, values=AWARD, by=cast.chiara())
    with pytest.raises(Refused, match="has changed since"):
        cast_votes(row, {verdict.pk: (1, "yes", "")}, by=cast.dawit())
    with pytest.raises(Refused, match="Choose how"):
        cast_votes(row, {verdict.pk: (verdict.round, "maybe", "")}, by=cast.dawit())
    with pytest.raises(NotPermitted):
        cast_votes(row, {verdict.pk: (verdict.round, "yes", "")}, by=cast.farid())
    cast_votes(row, {verdict.pk: (verdict.round, "no", "Too dear")}, by=cast.dawit())
    cast_votes(row, {verdict.pk: (verdict.round, "yes", "")}, by=cast.chiara())
    now = outcomes(row, [verdict])[verdict.pk]
    assert (now.yes, now.no, now.carried) == (1, 1, True)  # the chair decides
    assert Vote.objects.count() == 2
    with pytest.raises(Refused, match="stays on record"):
        acts.remove_member(row, row.members.get(person=cast.dawit()), by=cast.bruno())


BY_RANK = {"name": "Line", "method": "rank", "envelope_minor": 1_000_000, "least_share": 100, "floors": {}}


def test_a_scenario_is_taken_over_unless_the_points_have_changed() -> None:
    row = deciding(90, 80, 70, None, envelope_minor=1_000_000)
    line = calculate(row, values=BY_RANK, by=cast.chiara())
    assert [each["why"] for each in line.lines] == ["rank", "line", "below", "unread"]
    parts = BY_RANK | {"name": "Parts", "method": "best", "least_share": 50}
    part = calculate(row, values=parts, by=cast.chiara())
    assert (part.proof, sum(each["amount"] for each in part.lines)) == (
        {"proven": True, "points": 17_000, "bound": 17_000},
        1_000_000,
    )
    assert [each["why"] for each in part.lines] == ["best_part", "best_part", "loss", "unread"]
    assert part.lines[2]["facts"] == {"points": 1_000}
    impossible = BY_RANK | {"name": "No", "method": "best", "floors": {"country:ITA": 3_000_000}}
    with pytest.raises(Refused, match=r"At least €30,000 for Italy.*asks for €27,000"):
        calculate(row, values=impossible, by=cast.chiara())
    assert take_over(part, reserve=1, by=cast.chiara()) == 4
    said = {each.application_id: each for each in row.verdicts.all()}
    order = [said[each.application.pk] for each in ranked(row)]
    assert [each.decision for each in order] == ["award", "award", "reserve", "decline"]
    assert order[3].reason == "The application could not be reviewed."
    type(order[0].application).objects.filter(pk=order[0].application_id).update(asked_minor=1)
    with pytest.raises(Refused, match="have changed since"):
        take_over(line, reserve=0, by=cast.chiara())


def test_an_award_given_up_goes_to_the_reserve_list() -> None:
    row = deciding(90, 80, envelope_minor=1_000_000)
    says(row, AWARD, RESERVE)
    released(row)
    award = Award.objects.get()
    waiting = row.verdicts.select_related("application").get(decision="reserve")
    amina = belonging(cast.amina(), award.organisation)
    lifecycle_of = life_of_verdict.lifecycle
    lifecycle_of.perform("call_up", waiting, by=cast.chiara(), amount_minor=900_000)
    with pytest.raises(Refused, match=r"The awards come to €18,000"):
        lifecycle_of.perform("call_up", waiting, by=cast.bruno())
    life_of_award.lifecycle.perform("give_up", award, by=amina, reason="We found other money.")
    assert not TrackRecord.objects.filter(organisation=award.organisation).exists()
    if lifecycle_of.standing("call_up", waiting) is None:
        lifecycle_of.perform("call_up", waiting, by=cast.chiara(), amount_minor=900_000)
    lifecycle_of.perform("call_up", waiting, by=cast.bruno())
    waiting.application.refresh_from_db()
    assert waiting.application.state == "awarded"
    assert given_by(row.call) == 900_000
    with pytest.raises(NotPermitted):
        lifecycle_of.perform("call_up", waiting, by=cast.dawit())


def test_letters_say_what_the_office_wrote_and_nothing_else() -> None:
    office(languages=["en"])
    row = deciding(90)
    application = row.verdicts.get().application
    belonging(cast.amina(), application.organisation)
    for text in ("Dear {organisation.__class__}", "{nobody}", "{}"):
        with pytest.raises(Refused, match="Nothing can be filled in"):
            write_template(row.call, "award", "en", subject="S", text=text, by=cast.chiara())
    write_template(None, "award", "en", subject="Office", text="From the office", by=cast.chiara())
    write_template(
        row.call,
        "award",
        "en",
        subject="Yes: {title}",
        text="You get {amount}, {organisation}.",
        by=cast.chiara(),
    )
    says(row, AWARD)
    released(row)
    letter = Letter.objects.get()
    assert letter.subject == f"Yes: {application.title}"
    assert f"You get €9,000.00, {application.organisation.name}." in letter.text
    assert "http" in letter.text


def test_what_was_withdrawn_is_taken_off_the_list() -> None:
    row = deciding(90, 80)
    says(row, AWARD, DECLINE)
    gone = row.verdicts.order_by("pk").first()
    type(gone.application).objects.filter(pk=gone.application_id).update(state="withdrawn")
    with pytest.raises(Refused, match="Not under review any more"):
        lifecycle.perform("release", row, by=cast.chiara())
    late = judged(row.call, 60)
    assert acts.bring_up_to_date(row, by=cast.chiara()) == (1, 1)
    assert [each.application.pk for each in ranked(row)][-1] == late.pk
    lifecycle.perform("cancel", row, by=cast.bruno(), reason="Another day")
    assert not row.verdicts.exists()


def test_equal_points_are_ordered_by_the_first_criterion() -> None:
    call = closed_call()
    one, other = judged(call, 80), judged(call, 80)
    scores = other.reviews.get().scores.order_by("criterion__position")
    scores.filter(criterion__position=1).update(points=50)
    scores.filter(criterion__position=2).update(points=30)
    row = panel(call)
    lifecycle.perform("open", row, by=cast.chiara())
    assert [each.application.pk for each in ranked(row)] == [one.pk, other.pk]
