"""Applications through their actions: begun once, written by several, sent once, in time, with a receipt."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from ponte.ask.actions import answering
from ponte.core import changes
from ponte.core.models import Letter
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.actions import applying, budget, partners, sending
from ponte.fund.lifecycles.application import lifecycle
from ponte.fund.models import Application, Submission
from ponte.fund.queries.budget import budget_of
from ponte.fund.queries.checklist import Checklist
from ponte.fund.queries.effort import effort_of
from tests.factories import applying as make
from tests.factories import calls, cast
from tests.factories.map import belonging, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`clock(moment)`: the server believes it is then."""

    def set_to(moment: Any) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


def test_an_organisation_has_one_draft_for_a_call_with_what_is_known_already_in_it() -> None:
    call = make.call(sectors=["health_services"], origins=["MLI"])
    row, amina = make.begun(call)
    assert applying.begin(call, row.organisation, by=amina, language="en") == row
    assert (row.sector, row.country, row.stage) == ("health_services", "MLI", "proposal")
    assert row.response
    assert row.response.answers.get(path="who").value == "Amici del Mali"
    with pytest.raises(NotPermitted):
        applying.begin(call, row.organisation, by=cast.farid(), language="en")
    with pytest.raises(NotPermitted):
        applying.change_about(row, values={"title": "x"}, by=cast.chiara(), seen=row.edition)
    lifecycle.perform("withdraw", row, by=amina, reason="Another idea")
    assert applying.begin(call, row.organisation, by=amina, language="en") != row


def test_a_rule_of_the_call_is_looked_at_before_the_form() -> None:
    call = make.call()
    calls.rule(call, "kind", "foundation")
    applicant, amina = make.applicant()
    with pytest.raises(Refused) as refusal:
        applying.begin(call, applicant, by=amina, language="en")
    assert str(refusal.value)
    assert not Application.objects.exists()


def test_the_effort_is_told_before_and_the_checklist_after() -> None:
    call = make.call()
    effort = effort_of(call)
    assert (effort.questions, effort.files, effort.has_budget, effort.days) == (3, 1, True, None)
    row, amina = make.begun(call)
    before = Checklist(row)
    assert [part.state for part in before.parts] == ["missing", "missing", "missing", "done"]
    assert before.minutes > 0
    assert "Missing: Why it is needed" in before.missing
    row, amina = make.complete(make.call())
    assert Checklist(row).missing == []
    assert Checklist(row).minutes == 0
    partners.keep_partner(
        row,
        values={"name": "Mairie", "kind": "authority", "country": "MLI", "does": "Gives a house"},
        by=amina,
    )
    assert Checklist(row).missing == ["Mairie has not agreed yet. Ask them, or take them out."]


def test_sums_caps_and_the_own_share_are_worked_out_and_told_in_words() -> None:
    row, amina = make.begun(make.call(own_share=10, most_minor=1_000_000, least_minor=50_000))
    make.line(row, amina, price=400_000, own_minor=40_000)
    make.line(row, amina, code="5", price=200_000, description="Flights")
    row.refresh_from_db()
    assert (row.total_minor, row.own_minor, row.asked_minor) == (600_000, 40_000, 560_000)
    told = " ".join(budget_of(row).problems)
    assert "Travel: at most 20% of what you ask for, that is €1,120.00. You ask for €2,000.00." in told
    assert "You bring 6% of all costs; this call asks for 10%." in told
    make.line(row, amina, price=9_000_000)
    assert "This call gives €10,000.00 at most. You ask for €95,600.00." in " ".join(budget_of(row).problems)
    for line in row.budget_lines.all():
        budget.remove_line(row, line, by=amina)
        budget.remove_line(row, line, by=amina)
    row.refresh_from_db()
    assert (row.total_minor, row.asked_minor) == (0, 0)


def test_of_two_who_save_the_same_page_the_second_is_told() -> None:
    row, amina = make.begun()
    elena = belonging(cast.elena(), row.organisation, role="editor")
    seen = row.edition
    applying.change_about(row, values={"title": "Amina's title"}, by=amina, seen=seen)
    with pytest.raises(applying.Stale):
        applying.change_about(row, values={"title": "Elena's title"}, by=elena, seen=seen)
    line = make.line(row, amina)
    category = line.category
    values = {"category": category, "description": "A doctor", "total_minor": 1, "unit_minor": 1}
    budget.keep_line(row, values=values, by=amina, line=line, seen=1)
    with pytest.raises(applying.Stale):
        budget.keep_line(row, values=values, by=elena, line=line, seen=1)
    budget.remove_line(row, line, by=amina)
    with pytest.raises(Refused, match="took this line out"):
        budget.keep_line(row, values=values, by=elena, line=line, seen=2)
    make.say(row, amina, why="One")
    saved = answering.save_answers(row.response, [make.Said("why", "Two", 0)], by=elena)
    assert saved.rivals == ["why"]
    assert (
        "Two people answered the same question differently. Choose one of the two." in Checklist(row).missing
    )


def test_it_is_sent_once_and_the_receipt_is_the_hash_of_what_was_sent(
    django_capture_on_commit_callbacks: Any,
) -> None:
    row, amina = make.complete()
    with django_capture_on_commit_callbacks(execute=True):
        first = sending.send(row, by=amina)
    again = sending.send(Application.objects.get(pk=row.pk), by=amina)
    assert first == again
    assert Submission.objects.count() == 1
    row.refresh_from_db()
    assert row.state == "submitted"
    assert row.receipt == hashlib.sha256(first.content).hexdigest()
    told = json.loads(first.content)
    assert told["questionnaire"]["answers"]["why"] == "Three villages have no pharmacy."
    assert told["budget"][0]["total_minor"] == 100_000
    assert told["call"]["currency"] == "EUR"
    assert not row.proposal.is_open
    assert len(bytes(first.packed)) < 1_500
    letter = Letter.objects.get(to=amina.email)
    assert row.receipt in letter.text
    with pytest.raises(Refused, match="was submitted"):
        make.line(row, amina)
    with pytest.raises(Refused):
        answering.save_answers(row.proposal, [make.Said("why", "More", 9)], by=amina)


def test_what_is_missing_keeps_it_from_being_sent_and_nothing_is_half_sent() -> None:
    row, amina = make.begun()
    with pytest.raises(Refused, match=r"title.*things are missing"):
        sending.send(row, by=amina)
    row.refresh_from_db()
    assert row.state == "draft"
    assert row.proposal.is_open
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("late", "flagged", "refused"), [("accept", False, False), ("flag", True, False), ("refuse", False, True)]
)
def test_what_was_begun_to_be_sent_before_the_deadline_is_handled_as_the_call_says(
    clock: Any, late: str, flagged: bool, refused: bool
) -> None:
    row, amina = make.complete(make.call(late=late, grace_minutes=10))
    closes = row.call.closes_at
    clock(closes - timedelta(seconds=1))
    sending.begin_sending(row, by=amina)
    clock(closes + timedelta(minutes=9))
    if refused:
        with pytest.raises(Refused, match="deadline has passed"):
            sending.send(row, by=amina)
    else:
        answering.save_answers(row.response, [make.Said("who", "Still writing", 1)], by=amina)
        sending.send(row, by=amina)
        row.refresh_from_db()
        assert (row.state, row.is_late) == ("submitted", flagged)


def test_the_clock_of_the_server_decides(clock: Any) -> None:
    row, amina = make.complete(make.call(grace_minutes=10))
    closes = row.call.closes_at
    clock(closes)
    for act in (sending.begin_sending, sending.send):
        with pytest.raises(Refused, match=r"deadline has passed: .*time of Rome"):
            act(row, by=amina)
    clock(closes - timedelta(seconds=1))
    sending.begin_sending(row, by=amina)
    clock(closes + timedelta(minutes=10))
    with pytest.raises(Refused, match="deadline has passed"):
        sending.send(row, by=amina)
    with pytest.raises(Refused, match="deadline has passed"):
        answering.save_answers(row.proposal, [make.Said("why", "Too late", 9)], by=amina)
    clock(closes - timedelta(microseconds=1))
    assert sending.send(row, by=amina).is_late is False


def test_it_is_given_back_with_a_reason_until_a_day_and_sent_again(clock: Any) -> None:
    row, amina = make.complete()
    first = sending.send(row, by=amina)
    until = row.call.closes_at + timedelta(days=7)
    clock(row.call.closes_at + timedelta(days=1))
    lifecycle.perform("return", row, by=cast.chiara(), reason="No nurse", why="incomplete", until=until)
    assert (row.state, row.returned_why, row.deadline) == ("returned", "incomplete", until)
    row = Application.objects.get(pk=row.pk)
    answering.save_answers(row.response, [make.Said("why", "With a nurse.", 1)], by=amina)
    second = sending.send(row, by=amina)
    assert second.number == 2
    assert second.receipt != first.receipt
    assert not second.is_late
    clock(until)
    lifecycle.perform("return", row, by=cast.chiara(), reason="Old", why="outdated", until=until)
    with pytest.raises(Refused, match="deadline has passed"):
        sending.send(row, by=amina)


def test_a_concept_is_invited_and_becomes_a_proposal_with_its_own_questions() -> None:
    concept = make.form(title="The concept")
    now = timezone.now()
    call = make.call(has_concepts=True, concept_form=concept, proposals_until=now + timedelta(days=60))
    row, amina = make.begun(call)
    values = {**make.WHOLE, "asked_minor": 500_000}
    row = applying.change_about(row, values=values, by=amina, seen=row.edition)
    make.say(row, amina, why="An idea")
    row = Application.objects.get(pk=row.pk)
    assert [part.name for part in Checklist(row).parts] == ["about", "questions", "partners"]
    sending.send(row, by=amina)
    lifecycle.perform("clear", row, by=cast.chiara())
    lifecycle.perform("invite", row, by=cast.chiara())
    assert (row.stage, row.deadline, row.response) == ("proposal", call.proposals_until, None)
    with pytest.raises(Refused, match="not begun"):
        sending.send(row, by=amina)
    make.say(row, amina, why="All of it")
    make.line(row, amina)
    row = Application.objects.get(pk=row.pk)
    assert sending.send(row, by=amina).number == 2
    assert row.concept.sealed
    assert row.concept != row.proposal
    lifecycle.perform("clear", row, by=cast.chiara())
    with pytest.raises(Refused, match="proposal already"):
        lifecycle.perform("invite", row, by=cast.chiara())


def test_the_office_types_in_what_came_on_paper_and_the_day_it_came_decides(clock: Any) -> None:
    call = make.call()
    body = organisation(name="Gruppo Kayes", kind="informal_group")
    chiara = cast.chiara()
    came = call.closes_at - timedelta(hours=1)
    clock(call.closes_at + timedelta(days=2))
    how = {"by": chiara, "language": "en", "channel": "paper"}
    row = applying.take_in(call, body, received_at=came, **how)
    with pytest.raises(Refused, match="have an application already"):
        applying.take_in(call, body, received_at=came, **how)
    row = applying.change_about(row, values=make.WHOLE, by=chiara, seen=1)
    make.line(row, chiara)
    make.say(row, chiara, why="By hand")
    row = Application.objects.get(pk=row.pk)
    with pytest.raises(Refused, match="fiscal host"):
        sending.send(row, by=chiara)
    host = organisation(name="Federazione")
    row = applying.change_about(row, values={"host": host}, by=chiara, seen=row.edition)
    assert sending.send(row, by=chiara).is_late is False
    late = applying.take_in(call, host, received_at=call.closes_at, **how)
    with pytest.raises(Refused, match="reached the office on"):
        sending.begin_sending(late, by=chiara)


def test_a_look_into_a_sealed_application_is_written_down_before_anything_is_shown() -> None:
    row, amina = make.complete(make.call(is_sealed=True))
    sending.send(row, by=amina)
    bruno, chiara = cast.bruno(), cast.chiara()
    assert not bruno.has_perm("fund.view_application", row)
    with pytest.raises(NotPermitted):
        sending.look_into(row, by=chiara, reason="Curious")
    with pytest.raises(Refused, match="reason"):
        sending.look_into(row, by=bruno, reason=" ")
    sending.look_into(row, by=bruno, reason="A court asked for it")
    assert bruno.has_perm("fund.view_application", row)
    assert not chiara.has_perm("fund.view_application", row)
    assert changes.history_of(row)[0].note == "A court asked for it"


def test_an_error_in_the_middle_of_sending_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    row, amina = make.complete()

    def breaks(*_args: Any, **_options: Any) -> None:
        raise OSError

    monkeypatch.setattr("ponte.fund.lifecycles.sending.zlib.compress", breaks)
    with pytest.raises(OSError), transaction.atomic():
        sending.send(row, by=amina)
    row = Application.objects.get(pk=row.pk)
    assert row.state == "draft"
    assert row.proposal.is_open
    assert row.receipt == ""
