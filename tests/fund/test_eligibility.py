"""Who may apply: every rule reads as a sentence, and says what is missing and how to get it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from ponte.core import wordings
from ponte.fund.models import Application, CallInvitation
from ponte.fund.models.vocabulary import RuleKind
from ponte.fund.queries import eligibility_facts
from ponte.fund.queries.eligibility import check, in_words, may_apply
from ponte.map.actions.track_record import write_track_record
from tests.factories import calls, cast
from tests.factories.map import full_organisation, organisation

pytestmark = pytest.mark.django_db


def told(call: object, body: object) -> dict[str, str]:
    """{sentence: what to do}, of what does not hold."""
    return {each.sentence: each.what_to_do for each in check(call, body) if not each.passed}  # type: ignore[arg-type]


def test_each_rule_says_what_is_missing_and_where_it_is_mended() -> None:
    call, body = calls.call(), organisation(kind="informal_group", residence="FRA")
    for kind, codes, number in (
        ("residence", ("ITA", "MLT"), None),
        ("origin", ("SEN",), None),
        ("kind", ("association", "federation"), None),
        ("registered", ("ITA",), None),
        ("age", (), 2),
        ("checked", ("verified",), None),
        ("papers", ("statute",), None),
        ("ladder", ("course", "award"), None),
        ("overdue", (), None),
        ("open_calls", (), 0),
    ):
        calls.rule(call, kind, *codes, number=number)
    findings = check(call, body)
    assert [each.passed for each in findings] == [False] * 8 + [True] * 2
    assert not may_apply(findings)
    missing = told(call, body)
    assert "France" in missing["The organisation is based in: Italy, Malta."]
    assert "Informal group" in missing["The organisation is one of: Association, Federation or umbrella."]
    assert "Course, Award" in missing["The organisation has taken part in: Course, Award."]
    assert all(each.what_to_do and (each.passed or each.url) for each in findings if not each.passed)
    assert len(in_words(call)) == len(RuleKind.values)


def test_a_body_that_has_it_all_may_apply() -> None:
    call, body = calls.call(), full_organisation(kind="association", founded_year=2011, state="checked")
    for kind, codes, number in (
        ("residence", ("ITA",), None),
        ("origin", ("SEN",), None),
        ("kind", ("association",), None),
        ("registered", ("ITA",), None),
        ("age", (), 2),
        ("checked", (), None),
    ):
        calls.rule(call, kind, *codes, number=number)
    assert may_apply(check(call, body))
    assert told(call, body) == {}


def test_the_ladder_goes_by_the_track_record_and_not_by_what_is_still_to_come() -> None:
    call, body = calls.call(), organisation()
    calls.rule(call, "ladder", "course", "award")
    write_track_record(body, by=cast.chiara(), kind="course", title="Course 2024", starts_on=date(2024, 3, 1))
    tomorrow = timezone.localdate() + timedelta(days=1)
    write_track_record(body, by=cast.chiara(), kind="award", title="Award", starts_on=tomorrow)
    assert "The track record has no: Award." in next(iter(told(call, body).values()))
    write_track_record(body, by=cast.chiara(), kind="award", title="Award 2025", starts_on=date(2025, 3, 1))
    assert may_apply(check(call, body))


def test_applications_under_way_and_reports_overdue_count(monkeypatch: pytest.MonkeyPatch) -> None:
    call, body = calls.call(), organisation()
    calls.rule(call, "open_calls", number=0)
    calls.rule(call, "overdue")
    Application.objects.create(call=call, organisation=body, title="This one does not count")
    assert may_apply(check(call, body))
    Application.objects.create(call=calls.call(), organisation=body, title="Another")
    monkeypatch.setattr(eligibility_facts, "overdue", [lambda _organisation: ["Final report 2024"]])
    missing = told(call, body)
    assert "Final report 2024" in missing["No report of the organisation is overdue."]
    assert (
        "1 other application" in missing["The organisation has no other application waiting for an answer."]
    )


def test_who_is_not_invited_or_not_on_the_register_reads_why() -> None:
    call, body = calls.call(mode="invited"), organisation()
    assert "not for everybody" in told(call, body)["The office has invited the organisation."]
    CallInvitation.objects.create(call=call, organisation=body)
    assert may_apply(check(call, body))
    body.state = "suspended"
    assert "Suspended" in told(call, body)["The organisation is on the register."]


def test_the_office_says_in_its_own_words_and_languages_how_to_get_there() -> None:
    call, body = calls.call(), organisation()
    rule = calls.rule(call, "ladder", "course", note="Courses begin in March.")
    wordings.write(rule, "note", "en", "Courses begin in March.", by=None)
    wordings.write(rule, "note", "it", "I corsi iniziano a marzo.", by=None)
    with override("it"):
        assert check(call, body)[0].what_to_do.endswith("I corsi iniziano a marzo.")
    assert check(call, body)[0].what_to_do.endswith("Courses begin in March.")
