"""People ask about their data: identity first, an answer in time, and what goes is gone everywhere."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ponte.accounts.actions import data_requests
from ponte.accounts.models import DataRequest, Invitation, Person
from ponte.accounts.models.data_request import RequestState
from ponte.core.clocks import months_after
from ponte.core.files import Kind, receive
from ponte.core.models import Change, Letter, SignedLink, StoredFile
from ponte.core.refusal import Refused
from ponte.core.registries import held_about, tasks_of
from ponte.map.actions.documents import add_document, check_document
from ponte.map.models import Claim, Correction, Organisation
from tests.factories import cast
from tests.factories.accounts import PersonFactory, office
from tests.factories.map import contact, full_organisation, representative

pytestmark = pytest.mark.django_db
AWA = "awa@example.org"
ASKED = {"wish": "delete", "name": "Awa Diop", "email": AWA, "about": "The list of 2019."}


@pytest.fixture
def known() -> Organisation:
    """Awa stands in a record, has an account, a membership and a letter."""
    office()
    person = PersonFactory(name="Awa Diop", email=AWA)
    row = full_organisation(
        name="Donne del Sahel",
        contacts=[contact("email", AWA), contact("phone", "+39 011 555 0101")],
        representatives=[representative("Awa Diop", email=AWA), representative("Nino Bua")],
    )
    row.memberships.create(person=person, role="owner")
    return row


def ask(client, **also: str) -> DataRequest:
    assert client.post("/en/privacy/ask/", ASKED | also).status_code == 200
    return DataRequest.objects.latest("pk")


def link_in_mail() -> str:
    return re.search(r"http://localhost:\d+(/en/privacy/ask/\S+)", Letter.objects.latest("pk").text)[1]


def confirmed(client, **also: str) -> DataRequest:
    asked = ask(client, **also)
    client.post(link_in_mail())
    asked.refresh_from_db()
    return asked


def officer(client) -> Person:
    client.force_login(cast.bruno())
    return cast.bruno()


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_one(day: date, months: int, end: date) -> None:
    assert months_after(day, months) == end


def test_only_the_button_in_the_mail_confirms_and_only_once(client) -> None:
    asked = ask(client)
    address = link_in_mail()
    for _look in range(3):
        assert client.get(address).status_code == 200
        client.head(address)
    asked.refresh_from_db()
    assert (asked.state, Letter.objects.get().is_secret) == (RequestState.RECEIVED, True)
    assert client.post(address).status_code == 200
    asked.refresh_from_db()
    assert asked.state == RequestState.CONFIRMED
    assert client.post(address).status_code == 410


def test_wrong_links_confirm_nothing(client) -> None:
    ask(client)
    first = link_in_mail()
    other = ask(client, email="other@example.org")
    for wrong in (f"{first[:-3]}AA/", "/en/privacy/ask/forged/", first.replace("ask", "listed")):
        assert client.post(wrong).status_code in (404, 410)
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.post(first).status_code == 410
    other.refresh_from_db()
    assert other.state == RequestState.RECEIVED
    assert not DataRequest.objects.filter(state=RequestState.CONFIRMED).exists()


def test_an_impostor_learns_nothing(client, known: Organisation) -> None:
    here = client.post("/en/privacy/ask/", ASKED).content
    nowhere = client.post("/en/privacy/ask/", ASKED | {"email": "nobody@example.org"}).content
    assert here == nowhere
    bruno = officer(client)
    for asked in DataRequest.objects.order_by("pk"):
        assert b"Donne del Sahel" not in client.get(asked.get_absolute_url()).content
        with pytest.raises(Refused):
            data_requests.download(asked, keys=["accounts.person:1"], by=bruno)
        with pytest.raises(Refused):
            data_requests.erase(asked, keys=["accounts.person:1"], reason="x", by=bruno)
    assert Person.objects.filter(email=AWA).exists()


def test_everything_about_them_is_found(known: Organisation) -> None:
    found = {holding.key.partition(":")[0] for holding in held_about(AWA, "Awa Diop")}
    assert found == {
        *("accounts.person", "map.representative", "map.organisationcontact", "map.membership"),
    }
    by_name = held_about("", "awa diop")
    assert by_name
    assert all(holding.by_name for holding in by_name)
    assert held_about("", "") == []


def test_the_download_has_what_is_ticked_and_the_log_no_values(client, known: Organisation) -> None:
    asked = confirmed(client)
    officer(client)
    keys = [holding.key for holding in data_requests.held_for(asked)]
    answer = client.post(f"{asked.get_absolute_url()}held/", {"act": "download", "held": keys})
    held = json.loads(answer.content)["held"]
    assert len(held) == len(keys)
    assert AWA in answer.content.decode()
    log = Change.objects.get(kind="accounts.datarequest", verb="download")
    assert (log.values, log.note) == ({}, f"{len(keys)} entries")


def test_what_is_erased_is_gone_from_rows_and_history_and_the_rest_stays(client, known: Organisation) -> None:
    asked = confirmed(client)
    officer(client)
    keys = [holding.key for holding in data_requests.held_for(asked)]
    address = f"{asked.get_absolute_url()}held/"
    client.post(address, {"act": "erase", "held": keys})
    assert Person.objects.filter(email=AWA).exists()  # no reason was given
    client.post(address, {"act": "erase", "held": keys, "reason": "They asked."})
    row = Organisation.objects.get(pk=known.pk)
    assert [who.name for who in row.representatives.all()] == ["Nino Bua"]
    assert [way.value for way in row.contacts.all()] == ["+39 011 555 0101"]
    assert not Person.objects.filter(email=AWA).exists()
    assert not row.memberships.exists()
    past = str(list(Change.objects.values_list("values", "note", "by_name")))
    assert AWA not in past
    assert "Awa Diop" not in past
    assert DataRequest.objects.get().email == AWA  # kept, and the page says why
    assert "three years" in client.get(asked.get_absolute_url()).content.decode()


def test_only_what_they_asked_for_is_erased_and_only_by_the_officer(client, known: Organisation) -> None:
    asked = confirmed(client, wish="see")
    keys = [holding.key for holding in data_requests.held_for(asked)]
    with pytest.raises(Refused, match="did not ask"):
        data_requests.erase(asked, keys=keys, reason="x", by=cast.bruno())
    admin = PersonFactory(roles=["administrator"])
    with pytest.raises(Refused, match="Only the data protection officer"):
        data_requests.erase(asked, keys=keys, reason="x", by=admin)


def test_nobody_of_the_office_is_erased_or_answers_themself(client) -> None:
    office()
    bruno = cast.bruno()
    asked = confirmed(client, email=bruno.email)
    with pytest.raises(Refused, match="your own request"):
        data_requests.decide("begin", asked, by=bruno, reason="")
    chiara = confirmed(client, email=cast.chiara().email)
    account = next(each for each in data_requests.held_for(chiara) if each.key.startswith("accounts.person"))
    assert account.stays
    assert data_requests.erase(chiara, keys=[account.key], reason="x", by=bruno) == 0


def test_the_clock_is_extended_once_within_the_first_month_and_they_are_told(client) -> None:
    asked, bruno = confirmed(client), cast.bruno()
    DataRequest.objects.update(received_on=months_after(timezone.localdate(), -1))
    asked.refresh_from_db()
    data_requests.decide("extend", asked, by=bruno, reason="Forty lists.")
    assert asked.due_on == months_after(asked.received_on, 3)
    assert "Forty lists." in Letter.objects.latest("pk").text
    with pytest.raises(Refused, match="already"):
        data_requests.decide("extend", asked, by=bruno, reason="More.")
    late = confirmed(client, email="late@example.org")
    DataRequest.objects.filter(pk=late.pk).update(received_on=timezone.localdate() - timedelta(days=40))
    with pytest.raises(Refused, match="Too late"):
        data_requests.decide("extend", late, by=bruno, reason="More.")


def test_a_refusal_names_the_law_and_where_to_complain(client) -> None:
    asked = confirmed(client)
    officer(client)
    address = f"{asked.get_absolute_url()}step/"
    assert (
        "Choose the legal reason"
        in client.post(address, {"step": "refuse", "reason": "No."}).content.decode()
    )
    client.post(address, {"step": "refuse", "reason": "We must keep it.", "ground": "duty"})
    asked.refresh_from_db()
    assert (asked.state, asked.ground) == ("refused", "duty")
    text = Letter.objects.latest("pk").text
    assert "17(3)" in text
    assert "data protection authority" in text


def test_it_waits_on_the_desk_with_its_day_and_says_when_it_is_late(client) -> None:
    asked, bruno = confirmed(client), cast.bruno()
    task = next(task for task in tasks_of(bruno) if asked.reference in str(task.title))
    assert task.when == months_after(timezone.localdate(), 1)
    DataRequest.objects.update(received_on=timezone.localdate() - timedelta(days=60))
    assert any("Overdue" in str(task.title) for task in tasks_of(bruno))
    officer(client)
    assert "Overdue" in client.get("/en/people/requests/").content.decode()
    assert not any(asked.reference in str(task.title) for task in tasks_of(cast.chiara()))


@pytest.mark.parametrize("who", ["amina", "chiara", "dawit"])
def test_for_others_there_is_no_such_page(client, who: str) -> None:
    asked = confirmed(client)
    client.force_login(getattr(cast, who)())
    for path in ("/en/people/requests/", "/en/people/requests/new/", asked.get_absolute_url()):
        assert client.get(path).status_code == 404
    for path in ("step/", "held/"):
        assert client.post(f"{asked.get_absolute_url()}{path}", {"step": "begin"}).status_code == 404


def test_somebody_without_e_mail_is_written_down_and_known_by_what_the_officer_saw(client) -> None:
    bruno = officer(client)
    client.post("/en/people/requests/new/", {"wish": "see", "name": "Awa Diop", "email": ""})
    asked = DataRequest.objects.get()
    assert (asked.entered_by, Letter.objects.exists()) == (bruno, False)
    data_requests.decide("confirm", asked, by=bruno, reason="Passport seen.")
    data_requests.decide("answer", asked, by=bruno, reason="Printed and handed over.")
    assert asked.state == "answered"


def test_what_nobody_confirmed_is_closed_and_after_three_years_nothing_personal_is_left(client) -> None:
    ask(client)
    assert data_requests.tidy() == 0
    DataRequest.objects.update(received_on=timezone.localdate() - timedelta(days=40))
    assert data_requests.tidy() == 1
    asked = DataRequest.objects.get()
    assert (asked.state, asked.ground, Letter.objects.count()) == ("refused", "identity", 1)
    DataRequest.objects.update(settled_at=timezone.now() - timedelta(days=3 * 366))
    assert [data_requests.tidy(), data_requests.tidy()] == [1, 0]
    asked.refresh_from_db()
    assert (asked.name, asked.email, asked.about) == ("", "", "")


def test_papers_and_what_was_shown_for_a_claim_go_with_their_files(client, known, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile("statute.pdf", b"%PDF-1.7 of Awa")
    add_document(known, upload, by=cast.chiara(), kind="statute", title="Passport of Awa Diop")
    other = add_document(known, SimpleUploadedFile("b.pdf", b"%PDF-1.7"), by=cast.chiara(), kind="statute")
    check_document(other, by=cast.chiara(), note="Seen")
    body = full_organisation(name="Hers")
    claim = Claim.objects.create(organisation=body, person=Person.objects.get(email=AWA), statement="Me.")
    claim.evidence.add(receive(SimpleUploadedFile("c.pdf", b"%PDF-1.7 c"), kinds=[Kind.PDF], by=None))
    asked = confirmed(client)
    held = data_requests.held_for(asked)
    keys = [each.key for each in held if each.key.startswith(("map.claim", "map.organisationdocument"))]
    assert len(keys) == 2
    data_requests.erase(asked, keys=keys, reason="They asked.", by=cast.bruno())
    assert [paper.pk for paper in known.documents.all()] == [other.pk]
    assert [stored.pk for stored in StoredFile.objects.all()] == [other.file_id]
    claim.refresh_from_db()
    assert claim.statement == ""


def test_invitations_letters_and_corrections_are_found_and_go(client) -> None:
    office()
    Invitation.objects.create(email=AWA, roles=["reviewer"], language="en", invited_by=cast.bruno())
    row = full_organisation(name="Donne", representatives=[], contacts=[])
    client.post(f"/en/organisations/{row.reference}/mistake/", {"text": "No.", "sender_email": AWA})
    asked, bruno = confirmed(client), cast.bruno()
    held = data_requests.held_for(asked)
    kinds = {"accounts.invitation", "core.letter", "map.correction", "accounts.datarequest"}
    assert {holding.key.partition(":")[0] for holding in held} == kinds
    data_requests.erase(asked, keys=[each.key for each in held], reason="They asked.", by=bruno)
    assert not Invitation.objects.exists()
    assert not Letter.objects.filter(to=AWA).exists()
    assert Correction.objects.get().email == ""
