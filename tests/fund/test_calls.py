"""Calls: written in parts, published, changed with a reason, asked about."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ponte.core import wordings
from ponte.core.models import Letter
from ponte.core.refusal import Refused
from ponte.fund.actions.call_letters import tell_news
from ponte.fund.lifecycles.call import lifecycle
from ponte.fund.models import Application, Call, CallNotice
from ponte.map.models import Membership
from tests.factories import calls, cast
from tests.factories.map import belonging, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def chiara(client: Client) -> Client:
    """The facilitator, signed in."""
    client.force_login(cast.chiara())
    return client


def part(call: Call, name: str) -> str:
    """The address of a part."""
    return reverse("fund:call_part", args=[call.reference, name])


def rows_of(answer: Any, name: str) -> dict[str, Any]:
    """What the browser would send back of a screen of rows."""
    rows = answer.context[name]
    sent = {
        f"{rows.prefix}-TOTAL_FORMS": rows.total_form_count(),
        f"{rows.prefix}-INITIAL_FORMS": rows.initial_form_count(),
    }
    for form in rows:
        sent |= {form.add_prefix(key): value for key, value in form.initial.items() if value is not None}
    return sent


def test_a_call_is_begun_with_the_usual_grid_gone_through_and_published(chiara: Client) -> None:
    given = {"title": "Relief", "language": "en", "instrument": "grant", "mode": "open", "currency": "EUR"}
    answer = chiara.post(reverse("fund:call_new"), given | {"visibility": "public"})
    call = Call.objects.get()
    assert answer.status_code == 302, answer.context["form"].errors
    assert sum(row.weight for row in call.criteria.all()) == 100
    assert [row.cap_percent for row in call.categories.all()][-1] == 7
    overview = chiara.get(reverse("fund:call_edit", args=[call.reference])).content.decode()
    assert "From when and until when" in overview
    money = {"currency": "EUR", "pot": "30,000", "least": "1,000.50", "most": "10,000", "own_share": "5"}
    assert chiara.post(part(call, "money"), money).status_code == 302
    dates = {
        "time_zone": "Rome",
        "opens_at": "2020-01-01T09:00",
        "closes_at": (timezone.now() + timedelta(days=9)).strftime("%Y-%m-%dT12:00"),
        "grace_minutes": "10",
        "late": "flag",
    }
    assert chiara.post(part(call, "dates"), dates).status_code == 302
    scope = {"residences": "Italy, Malta", "unnamed_in": "Eritrea", "sectors": ["culture"], "tier": "t1"}
    assert chiara.post(part(call, "scope"), scope).status_code == 302
    call.refresh_from_db()
    assert (call.pot_minor, call.least_minor, call.most_minor) == (3_000_000, 100_050, 1_000_000)
    assert call.opens_at == datetime(2020, 1, 1, 8, tzinfo=UTC)
    assert (call.residences, call.unnamed_in) == (["ITA", "MLT"], ["ERI"])
    assert chiara.post(reverse("fund:call_step", args=[call.reference, "publish"])).status_code == 302
    page = Client().get(call.get_absolute_url()).content.decode()
    assert "€10,000" in page
    assert "Relevance and needs" in page


WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("money", {"currency": "EUR", "pot": "a lot", "own_share": 0}, "is not an amount"),
    ("money", {"currency": "EUR", "pot": "5", "most": "10", "own_share": 0}, "more than there is in all"),
    ("money", {"currency": "EUR", "pot": "9" * 25, "own_share": 0}, "too large"),
    ("money", {"currency": "EUR", "least": "-5", "own_share": 0}, "below zero"),
    (
        "dates",
        {"time_zone": "Xyzzy", "closes_at": "2027-02-02T10:00", "notify_on": "2027-01-01", "late": "flag"},
        "Write a city",
    ),
    (
        "dates",
        {
            "time_zone": "Rome",
            "opens_at": "2027-02-02T10:00",
            "closes_at": "2027-02-01T10:00",
            "grace_minutes": 1,
            "late": "flag",
        },
        "before the first day",
    ),
    (
        "dates",
        {"time_zone": "Rome", "closes_at": "2027-03-28T02:30", "grace_minutes": 1, "late": "flag"},
        "does not exist on that day",
    ),
    ("scope", {"residences": "Atlantis", "tier": "t1"}, "Atlantis"),
    ("rules", {"residence_on": "on"}, "Say which ones"),
    (
        "what",
        {"title": "", "instrument": "grant", "mode": "direct", "visibility": "public"},
        "direct award says why",
    ),
)


def test_what_is_typed_wrong_is_answered_in_words_and_nothing_is_written(chiara: Client) -> None:
    call = calls.call(state="draft", published_at=None)
    for name, given, words in WRONG:
        answer = chiara.post(part(call, name), given)
        assert answer.status_code == 422, name
        assert words in answer.content.decode(), (name, words)
    before = {name: getattr(call, name) for name in ("pot_minor", "closes_at", "title", "mode")}
    call.refresh_from_db()
    assert before == {name: getattr(call, name) for name in before}


def test_the_weights_total_100_and_a_row_can_be_changed_moved_and_taken_away(chiara: Client) -> None:
    call = calls.call(state="draft", published_at=None)
    sent = rows_of(chiara.get(part(call, "criteria")), "rows")
    wrong = chiara.post(part(call, "criteria"), sent | {"rows-0-weight": 70})
    assert "Now they total 110" in wrong.content.decode()
    moved = {"rows-0-position": 5, "rows-1-weight": 30, "rows-2-name": "Women", "rows-2-weight": 10}
    assert chiara.post(part(call, "criteria"), sent | moved).status_code == 302
    assert list(call.criteria.values_list("name", "weight")) == [
        ("Budget", 30),
        ("Relevance", 60),
        ("Women", 10),
    ]
    sent = rows_of(chiara.get(part(call, "budget")), "rows")
    assert (
        chiara.post(
            part(call, "budget"),
            sent | {"rows-0-code": "A", "rows-0-label": "Staff", "rows-0-cap_percent": 40},
        ).status_code
        == 302
    )
    assert list(call.categories.values_list("code", "label", "cap_percent")) == [("A", "Staff", 40)]


def dates_of(call: Call, **more: Any) -> dict[str, Any]:
    """What the browser would send back of the dates, with some that were typed anew."""

    def typed(at: datetime) -> str:
        return at.astimezone(call.zone).strftime("%Y-%m-%dT%H:%M")

    Call.objects.filter(pk=call.pk).update(opens_at=call.opens_at.replace(second=0, microsecond=0))  # type: ignore[union-attr]
    given = {
        "time_zone": "Europe/Rome",
        "grace_minutes": 10,
        "late": "flag",
        "opens_at": typed(call.opens_at),
    }  # type: ignore[arg-type]
    return given | {
        key: typed(value) if isinstance(value, datetime) else value for key, value in more.items()
    }


def test_a_published_call_is_extended_with_a_reason_and_those_who_write_are_told(chiara: Client) -> None:
    call = calls.call()
    belonging(cast.amina(), body := organisation())
    Application.objects.create(call=call, organisation=body, title="Wells")
    later, earlier = (call.closes_at + timedelta(days=days) for days in (7, -7))
    assert chiara.post(part(call, "dates"), dates_of(call, closes_at=later)).status_code == 422
    extended = dates_of(call, closes_at=later, reason="A holiday.")
    assert chiara.post(part(call, "dates"), extended).status_code == 302
    short = chiara.post(part(call, "dates"), dates_of(call, closes_at=earlier, reason="x"))
    assert "brought forward" in short.content.decode()
    assert tell_news(call) == 1
    assert tell_news(call) == 0
    letter = Letter.objects.get(purpose="fund.call_changed")
    assert letter.to == "amina@example.org"
    assert "A holiday." in letter.text
    assert "→" in letter.text
    assert "A holiday." in Client().get(call.get_absolute_url()).content.decode()


def test_what_people_reckon_with_stays_once_it_is_published(chiara: Client) -> None:
    call = calls.call()
    given = {"title": call.title, "instrument": "award", "mode": "direct", "visibility": "office"}
    chiara.post(part(call, "what"), given | {"reason": "x"})
    call.refresh_from_db()
    assert (call.instrument, call.mode, call.visibility) == ("grant", "open", "public")
    assert "stay as they are" in chiara.get(part(call, "questions")).content.decode()
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now())
    late = chiara.post(part(call, "money"), {"own_share": 50, "currency": "EUR", "reason": "x"})
    assert "deadline has passed" in late.content.decode()


def test_a_cancelled_call_says_why_and_tells_who_applied(chiara: Client) -> None:
    call = calls.call()
    belonging(cast.amina(), body := organisation())
    Membership.objects.create(organisation=body, person=cast.farid(), role="reader")
    Application.objects.create(call=call, organisation=body, title="Wells")
    chiara.post(reverse("fund:call_step", args=[call.reference, "cancel"]), {"reason": "The donor withdrew."})
    tell_news(call)
    assert [letter.to for letter in Letter.objects.filter(purpose="fund.call_cancelled")] == [
        "amina@example.org"
    ]
    assert "The donor withdrew." in Client().get(call.get_absolute_url()).content.decode()
    assert chiara.get(part(call, "money")).status_code == 200
    assert (
        chiara.post(part(call, "money"), {"own_share": 50, "currency": "EUR", "reason": "x"}).status_code
        == 422
    )


def test_a_twin_has_texts_rules_and_rows_but_no_dates_and_no_people(chiara: Client) -> None:
    call = calls.call(summary="Short")
    calls.rule(call, "ladder", "course", note="In March.")
    chiara.post(reverse("fund:call_clone", args=[call.reference]), {"title": "Once more"})
    twin = Call.objects.get(title="Once more")
    assert (twin.state, twin.opens_at, twin.closes_at, twin.cloned_from_id) == ("draft", None, None, call.pk)
    assert [row.name for row in twin.criteria.all()] == ["Relevance", "Budget"]
    assert [row.note for row in twin.rules.all()] == ["In March."]
    assert twin.pot_minor == call.pot_minor
    assert call.criteria.count() == 2


def test_questions_are_answered_for_everybody_and_name_nobody(chiara: Client) -> None:
    call = calls.call()
    other = Client()
    other.force_login(cast.farid())
    asked = other.post(
        reverse("fund:call_ask", args=[call.reference]), {"question": "May Farid's group apply?"}
    )
    assert asked.status_code == 302
    row = call.questions.get()
    assert "May Farid" not in Client().get(call.get_absolute_url()).content.decode()
    given = {"question": "May an informal group apply?", "answer": "Yes, with a host.", "language": "en"}
    assert other.post(reverse("fund:call_answer", args=[call.reference, row.pk]), given).status_code == 404
    assert chiara.post(reverse("fund:call_answer", args=[call.reference, row.pk]), given).status_code == 302
    page = Client().get(call.get_absolute_url()).content.decode()
    assert "May an informal group apply?" in page
    assert "Yes, with a host." in page
    assert "Farid" not in page
    assert Letter.objects.get(purpose="fund.question_answered").to == "farid@example.org"
    texts = reverse("fund:call_question_texts", args=[call.reference, row.pk])
    assert chiara.post(texts, {"question_it": "Un gruppo informale può partecipare?"}).status_code == 422
    Call.objects.filter(pk=call.pk).update(clarify_until=timezone.now() - timedelta(minutes=1))
    late = other.post(reverse("fund:call_ask", args=[call.reference]), {"question": "And now?"})
    assert "time for questions is over" in late.content.decode()


def test_invited_organisations_get_a_letter_once_it_is_published(chiara: Client) -> None:
    call = calls.call(state="draft", published_at=None, mode="invited")
    belonging(cast.amina(), body := organisation())
    with pytest.raises(Refused, match="Whom you invite"):
        lifecycle.perform("publish", call, by=cast.chiara())
    assert chiara.post(part(call, "invited"), {"organisation": body.reference}).status_code == 302
    assert (
        "invited already"
        in chiara.post(part(call, "invited"), {"organisation": body.reference}).content.decode()
    )
    assert tell_news(call) == 0
    lifecycle.perform("publish", call, by=cast.chiara())
    tell_news(call)
    assert Letter.objects.get(purpose="fund.call_invitation").to == "amina@example.org"
    row = call.invitations.get()
    chiara.post(reverse("fund:call_part_remove", args=[call.reference, "invited", row.pk]))
    assert call.invitations.exists()


def test_files_are_for_whoever_sees_the_call(chiara: Client) -> None:
    call = calls.call(visibility="members")
    paper = SimpleUploadedFile("guide.pdf", b"%PDF-1.7 guide")
    given = {"file": paper, "title": "Guide", "reason": "It was missing."}
    assert chiara.post(part(call, "files"), given).status_code == 302
    address = reverse("fund:call_file", args=[call.reference, call.attachments.get().pk])
    assert Client().get(address).status_code == 404
    other = Client()
    other.force_login(cast.farid())
    answer = other.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 guide"  # type: ignore[arg-type]
    answer.close()
    macro = SimpleUploadedFile("guide.exe", b"MZ\x90\x00 no paper")
    assert chiara.post(part(call, "files"), given | {"file": macro}).status_code == 422
    assert CallNotice.objects.get().reason == "It was missing."


def test_texts_in_languages_are_read_in_them_and_a_changed_original_needs_a_reason(chiara: Client) -> None:
    call = calls.call(title="Wells", summary="Water")
    wordings.write(call, "title", "en", "Wells", by=None)
    criterion = call.criteria.get(name="Budget")
    wordings.write(criterion, "name", "en", "Budget", by=None)
    title, name = f"call-{call.pk}-title", f"criterion-{criterion.pk}-name"
    texts = part(call, "texts")
    french = f"{texts}?in=fr"
    assert "<blockquote" in chiara.get(french).content.decode()
    assert chiara.post(french, {title: "Puits", name: "Le budget"}).status_code == 302
    page = Client().get(f"/fr/calls/{call.reference}/").content.decode()
    assert "Puits" in page
    assert "Le budget" in page
    changed = chiara.post(texts, {title: "Deep wells"})
    assert "Say why it changes" in changed.content.decode()
    assert "Deep wells" not in Client().get(call.get_absolute_url()).content.decode()
    told = {title: "Deep wells", f"call-{call.pk}-summary": "Water", "reason": "Clearer."}
    assert chiara.post(texts, told).status_code == 302
    call.refresh_from_db()
    assert call.title == "Deep wells"
    assert "Out of date" in chiara.get(french).content.decode()
    assert chiara.post(part(call, "texts"), told | {title: ""}).status_code == 422


def test_lists_and_the_feed_tell_what_is_open_and_nothing_that_is_not_for_everybody() -> None:
    calls.call(title="Open one", sectors=["health_services"], residences=["ITA"])
    calls.call(title="Members only", visibility="members")
    calls.call(title="Still written", state="draft", published_at=None)
    now = timezone.now()
    calls.call(title="Comes later", opens_at=now + timedelta(days=2))
    calls.call(title="Long over", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))
    visitor = Client()
    page = visitor.get("/en/calls/").content.decode()
    assert "Open one" in page
    assert not any(name in page for name in ("Members only", "Still written", "Comes later", "Long over"))
    assert "Open one" not in visitor.get("/en/calls/?sector=culture").content.decode()
    assert "Open one" in visitor.get("/en/calls/?country=ITA&sector=health_services").content.decode()
    assert "Comes later" in visitor.get("/en/calls/?time=coming").content.decode()
    assert "Long over" in visitor.get("/en/calls/?time=past").content.decode()
    assert "Still written" not in visitor.get("/en/calls/?time=drafts").content.decode()
    feed = visitor.get("/en/calls.atom")
    assert feed["Content-Type"].startswith("application/atom+xml")
    body = feed.content.decode()
    assert "Open one" in body
    assert "Members only" not in body
    assert visitor.get("/en/calls.atom", headers={"if-none-match": feed["ETag"]}).status_code == 304


@pytest.mark.guards("fund/call_list.html")
def test_the_list_costs_the_same_for_any_number(count_queries: Any) -> None:
    calls.call()
    one = count_queries(lambda: Client().get("/en/calls/?sector=culture"))
    for _number in range(3):
        calls.call()
    assert count_queries(lambda: Client().get("/en/calls/?sector=culture&page=1")) <= one


def test_the_history_says_amounts_and_names_and_no_keys(chiara: Client) -> None:
    call = calls.call(state="draft", published_at=None)
    given = {"currency": "EUR", "pot": "40,000", "most": "10,000", "own_share": 0}
    assert chiara.post(part(call, "money"), given).status_code == 302
    sent = rows_of(chiara.get(part(call, "criteria")), "rows")
    chiara.post(part(call, "criteria"), sent | {"rows-0-name": "Need"})
    page = chiara.get(reverse("fund:call_history", args=[call.reference])).content.decode()
    assert "€40,000" in page
    assert "Need: 60" in page


def test_a_wrong_row_of_the_grid_is_told_at_its_place(chiara: Client) -> None:
    call = calls.call()
    address = part(call, "criteria")
    page = chiara.get(address).content.decode()
    given = dict(re.findall(r'name="(rows-[^"]*)"[^>]*value="([^"]*)"', page))
    for wrong in ({"rows-0-weight": "500"}, {"rows-0-weight": ""}, {"rows-0-position": "x"}):
        answer = chiara.post(address, given | wrong)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
