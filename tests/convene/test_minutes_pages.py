"""Minutes by their pages: written with and without JavaScript, sent by links, amended, approved, read by others."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from ponte.convene.models import Amendment, DoubledText, Mandate, Meeting, Minutes, Note, Writing
from ponte.convene.queries.assembling import assemble
from ponte.convene.queries.paper import as_values, for_everybody, from_values
from ponte.core.models import Letter
from tests.factories import cast, convene, meetings
from tests.factories.accounts import office
from tests.factories.map import belonging, organisation
from tests.factories.minutes import action, decision, held, minutes, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_office(settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path
    cache.clear()
    office()


@pytest.fixture
def chiara(client: Client) -> Client:
    client.force_login(cast.chiara())
    return client


def live(client: Client, row: Minutes, *saves: tuple[int, str, str], **more: object) -> dict:
    sent = {
        "saves": [{"key": key, "base": base, "text": text} for key, base, text in saves],
        "here": 0,
    } | more
    answer = client.post(
        f"/en/minutes/{row.reference}/live/", json.dumps(sent), content_type="application/json"
    )
    return {"status": answer.status_code, **json.loads(answer.content)}


def test_begun_from_the_page_of_the_meeting_and_written_without_javascript(chiara: Client) -> None:
    meeting = held()
    item = meetings.item(meeting, "Rooms")
    assert "Begin the minutes" in chiara.get(meeting.get_absolute_url()).content.decode()
    page = chiara.post(f"/en/meetings/{meeting.reference}/minutes/")
    row = Minutes.objects.get()
    assert page["Location"] == f"/en/minutes/{row.reference}/write/"
    address = page["Location"]
    assert "1. " in chiara.get(address).content.decode()
    chiara.post(address, {f"text-{item.pk}": "84 rooms.\r\nTwelve keys.", f"base-{item.pk}": ""})
    assert Note.objects.get().text == "84 rooms.\nTwelve keys."
    write(row, "85 rooms.\nTwelve keys.", key=item.pk, base="84 rooms.\nTwelve keys.", by=cast.bruno())
    sent = {f"text-{item.pk}": "84 rooms.\r\nTwenty keys.", f"base-{item.pk}": "84 rooms.\r\nTwelve keys."}
    chiara.post(address, sent)
    assert Note.objects.get().text == "85 rooms.\nTwenty keys."
    too_long = chiara.post(
        address, {f"text-{item.pk}": "x" * 200_000, f"base-{item.pk}": "85 rooms.\nTwenty keys."}
    )
    assert too_long.status_code == 422
    assert "x" * 200_000 in too_long.content.decode()


def test_two_pages_talk_to_the_server_and_to_each_other(chiara: Client) -> None:
    row, other = minutes(), Client()
    other.force_login(cast.bruno())
    told = live(chiara, row, (0, "", "The city spoke."))
    assert told["notes"] == [{"key": 0, "version": 1, "text": "The city spoke.", "twice": ""}]
    assert live(other, row, here=None)["people"] == [{"name": "Chiara Conti", "key": 0}]
    live(other, row, (0, "The city spoke.", "The city spoke of rooms."))
    told = live(chiara, row, (0, "The city spoke.", "The city spoke for long."))
    assert told["notes"][0]["text"] == "The city spoke of rooms.\nThe city spoke for long."
    assert "Keep this text" in told["notes"][0]["twice"]
    assert live(chiara, row, versions={"0": told["notes"][0]["version"]})["notes"] == []
    pair = DoubledText.objects.get()
    chiara.post(f"/en/minutes/{row.reference}/twice/{pair.pk}/", {"keep": "there"})
    assert Note.objects.get().text == "The city spoke of rooms."
    assert Writing.objects.count() == 2


def test_what_a_page_sends_wrong_is_answered_in_words(chiara: Client) -> None:
    row = minutes()
    address = f"/en/minutes/{row.reference}/live/"
    for body in (
        b"",
        b"[]",
        b'{"saves": [{}]}',
        b'{"saves": [{"key": "x", "base": 1, "text": 2}]}',
        b"[" * 100_000,
    ):
        answer = chiara.post(address, body, content_type="application/json")
        assert answer.status_code == 400, body[:40]
        assert "Load it again" in json.loads(answer.content)["why"]
    told = live(chiara, row, (0, "", "x" * 300_000))
    assert "too long for one item" in told["refused"]["0"]
    Minutes.objects.update(state="circulated")
    told = live(chiara, row, (0, "", "stale"))
    assert (told["state"], "sent to the members" in told["refused"]["0"]) == ("circulated", True)
    chiara.force_login(cast.farid())
    assert live(chiara, row, (0, "", "stranger"))["status"] == 404
    assert not Note.objects.exclude(text="").exists()


def at_a_table(**values: object) -> tuple[Minutes, object]:
    """Minutes of a table with one member who reads mail and has no account."""
    table = convene.table(by_link=["amend"], **values)
    seat = convene.seat(table, organisation(name="Semhar"))
    delegate = convene.delegate(seat, email="halima@example.org", name="Halima Noor")
    row = minutes(held(table=table))
    write(row, "84 rooms.\nTwelve keys.")
    return row, delegate


def sent_to_halima(client: Client, row: Minutes) -> str:
    client.post(f"/en/minutes/{row.reference}/circulate/", {"amend_until": ""})
    found = re.search(r"/en/minutes/link/\S+", Letter.objects.get(to="halima@example.org").text)
    assert found is not None
    return found.group()


def test_a_member_without_account_reads_and_asks_for_a_change_by_link(chiara: Client) -> None:
    row, delegate = at_a_table()
    path, guest = sent_to_halima(chiara, row), Client()
    page = guest.get(path).content.decode()
    assert "84 rooms." in page
    place = re.search(r'value="(\d+\.0)"', page)
    assert place is not None
    wish = {"where": place.group(1), "text": "85 rooms.", "reason": "I counted <b>"}
    assert guest.post(path, {**wish, "text": ""}).status_code == 422
    assert "was sent to whoever writes" in guest.post(path, wish).content.decode()
    amendment = Amendment.objects.get()
    assert (amendment.delegate, amendment.paragraph) == (delegate, "84 rooms.")
    assert "I counted &lt;b&gt;" in chiara.get(row.get_absolute_url()).content.decode()
    chiara.post(f"/en/amendments/{amendment.reference}/accept/", {"reason": "Right"})
    assert Note.objects.get().text == "85 rooms.\nTwelve keys."
    delegate.ended_at = timezone.now()
    delegate.save()
    assert guest.get(path).status_code == 410
    assert guest.get("/en/minutes/link/1.forged.link/").status_code == 410


def test_refused_withdrawn_and_outdated_changes(chiara: Client, django_capture_on_commit_callbacks) -> None:
    row, _delegate = at_a_table()
    table = row.table
    ours = organisation()
    convene.seat(table, ours)
    amina = Client()
    amina.force_login(belonging(cast.amina(), ours))
    assert amina.get(row.get_absolute_url()).status_code == 404
    path, guest = sent_to_halima(chiara, row), Client()
    note = Note.objects.get()
    address = f"/en/minutes/{row.reference}/changes/new/"
    for text in ("85 rooms.", "86 rooms."):
        assert amina.post(address, {"where": f"{note.pk}.0", "text": text}).status_code == 302
    guest.post(path, {"where": f"{note.pk}.new", "text": "And a garden."})
    first, second, third = Amendment.objects.order_by("pk")
    step = "/en/amendments/{}/{}/".format
    assert amina.post(step(first.reference, "accept")).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        chiara.post(step(first.reference, "accept"), {"reason": ""})
        chiara.post(step(second.reference, "accept"))
        chiara.post(step(third.reference, "refuse"), {"reason": "No garden"})
    assert Note.objects.get().text == "85 rooms.\nTwelve keys."
    amina.post(step(second.reference, "withdraw"))
    assert list(Amendment.objects.order_by("pk").values_list("state", flat=True)) == [
        "accepted",
        "withdrawn",
        "refused",
    ]
    assert "No garden" in Letter.objects.filter(to="halima@example.org").order_by("-pk")[0].text


def test_approved_they_are_read_by_everybody_without_names(chiara: Client) -> None:
    row, _delegate = at_a_table()
    meetings.attendance(row.meeting, "Awa Diop", organisation_name="Semhar", state="present")
    change = f"/en/minutes/{row.reference}/settings/"
    assert chiara.post(change, {"is_public": "on"}).status_code == 302
    sent_to_halima(chiara, row)
    nobody = Client()
    assert nobody.get(row.get_absolute_url()).status_code == 404
    after = held(table=row.table, days=-1)
    chiara.post(f"/en/minutes/{row.reference}/approve/", {"approved_in": "nonsense"})
    chiara.post(f"/en/minutes/{row.reference}/approve/", {"approved_in": after.pk})
    row.refresh_from_db()
    assert (row.state, row.approved_in) == ("approved", after)
    for end, kind in (
        ("", "text/html"),
        ("as.pdf", "application/pdf"),
        ("as.docx", "openxml"),
        ("as.txt", "text/plain"),
    ):
        answer = nobody.get(f"{row.get_absolute_url()}{end}")
        assert (answer.status_code, kind in answer["Content-Type"]) == (200, True), end
        assert not answer.cookies
        if "text" in kind:
            assert "Awa Diop" not in answer.content.decode()
    page = nobody.get(row.get_absolute_url()).content.decode()
    assert row.text_hash in page and "Semhar" in page  # noqa: PT018
    assert "Awa Diop" in chiara.get(row.get_absolute_url()).content.decode()
    assert chiara.get(f"{row.get_absolute_url()}as.exe").status_code == 404
    assert chiara.get(change).status_code == 404
    assert chiara.get(f"{row.get_absolute_url()}write/").status_code == 302


def test_translated_beside_the_original(chiara: Client) -> None:
    row, _delegate = at_a_table()
    note = Note.objects.get()
    address = f"/en/minutes/{row.reference}/translate/ar/"
    assert "84 rooms." in chiara.get(address).content.decode()
    chiara.post(address, {f"text-{note.pk}": "84 غرفة."})
    assert "84 غرفة." in chiara.get(f"/ar/minutes/{row.reference}/").content.decode()
    assert chiara.get(f"/en/minutes/{row.reference}/translate/xx/").status_code == 404
    assert "translated" in chiara.get(row.get_absolute_url()).content.decode()
    assert chiara.get(f"/en/minutes/{row.reference}/history/").status_code == 200


def test_our_part_of_a_meeting_page_takes_five_statements(chiara: Client, count_queries) -> None:
    from ponte.convene.queries.minutes_panels import on_meeting

    meeting = held()
    row = minutes(meeting)
    for number in range(4):
        item = meetings.item(meeting, f"Item {number}")
        write(row, "Said.", key=item.pk)
        decision(meeting.table, meeting=meeting, item=item)
        action(meeting.table, meeting=meeting, item=item)
    request = type("Request", (), {"user": cast.chiara()})()
    request.user.has_perm("convene.add_decision", meeting.table)
    assert count_queries(lambda: on_meeting(request, meeting)) <= 5


def test_a_meeting_without_a_table_has_minutes_too(chiara: Client) -> None:
    meeting = meetings.meeting(days=-7, state="held", visibility="office")
    Meeting.objects.update(table=None)
    shown = chiara.get(meeting.get_absolute_url()).content.decode()
    assert "Begin the minutes" in shown
    assert "Record a decision" not in shown  # a decision is always that of a table
    chiara.post(f"/en/meetings/{meeting.reference}/minutes/")
    row = Minutes.objects.get()
    write(row, "We spoke of rooms.", by=cast.chiara())
    for page in ("", "write/", "settings/", "history/", "as.txt"):
        assert chiara.get(f"/en/minutes/{row.reference}/{page}").status_code == 200, page
    page = chiara.post(f"/en/minutes/{row.reference}/circulate/", {"amend_until": ""}, follow=True)
    assert "no members to send them to" in page.content.decode()
    assert "Chiara Conti" in page.content.decode()  # who took them, below a line to sign on


def test_who_signs_is_who_chaired_and_who_wrote_and_outsiders_see_no_name(client: Client) -> None:
    row = minutes()
    table = row.meeting.table
    write(row, "84 rooms.", by=cast.bruno())
    given = {"role": "chair", "name": "Ida Rossi", "how": "consensus", "since": "2020-01-01"}
    Mandate.objects.create(table=table, **given)
    paper = assemble(row, "en")
    assert (paper.chair, paper.taker) == ("Ida Rossi", "Bruno Ferri")
    assert (for_everybody(paper).chair, for_everybody(paper).taker) == ("", "")
    older = as_values(paper)
    del older["chair"], older["taker"]
    assert from_values(older).taker == ""  # a paper that was frozen before there were lines to sign on
