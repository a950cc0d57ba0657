"""Corrections: anybody says what is wrong, the office decides, who asked reads the answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ponte.core.models import Change, Letter
from ponte.core.refusal import Refused
from ponte.core.registries import tasks_of
from ponte.map.actions import corrections
from ponte.map.models import Correction, Organisation
from tests.factories import cast
from tests.factories.map import contact, organisation

pytestmark = pytest.mark.django_db
SENT = {
    "name": "Donne del Sahel ETS",
    "founded_year": "1999",
    "text": "We moved to Asti.",
    "sender_name": "Awa Diop",
    "sender_email": "awa@example.org",
}
HOSTILE = "<script>alert('x')</script>{{ 7|add:7 }}\u202e=HYPERLINK(A1)"


def wrong(client, row: Organisation, **also: str):
    return client.post(f"/en/organisations/{row.reference}/mistake/", SENT | also)


@pytest.fixture
def sent(client) -> Correction:
    """One from a stranger."""
    row = organisation(name="Donne del Sahel", visibility="public", founded_year=1998)
    assert wrong(client, row).status_code == 200
    return Correction.objects.get()


def decide(client, correction: Correction, **data):
    client.force_login(cast.chiara())
    return client.post(f"/en/corrections/{correction.reference}/", data)


def test_a_stranger_reports_a_mistake_from_the_page_and_nothing_changes_yet(client, sent: Correction) -> None:
    page = client.get(sent.organisation.get_absolute_url()).content.decode()
    assert f"/en/organisations/{sent.organisation.reference}/mistake/" in page
    assert "Donne del Sahel ETS" not in page
    assert "Awa" not in page
    assert not sent.is_own
    assert sent.values == {"name": "Donne del Sahel ETS", "founded_year": 1999}


def test_what_nobody_may_see_nobody_may_correct(client) -> None:
    row = organisation(visibility="office")
    assert client.get(f"/en/organisations/{row.reference}/mistake/").status_code == 404
    assert wrong(client, row).status_code == 404
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "", "founded_year": "", "text": "  \u200b "},
        {"founded_year": "99"},
        {"sender_email": "nobody"},
        {"text": "x" * 4001},
    ],
)
def test_what_helps_nobody_is_refused_with_what_to_do(client, typed: dict) -> None:
    answer = wrong(client, organisation(visibility="public"), **typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Correction.objects.exists()


def test_the_office_takes_what_it_ticks_and_who_asked_is_told(client, sent: Correction) -> None:
    decide(client, sent, step="apply", fields_taken=["name"], answer="The year is 1998 in the register.")
    row = Organisation.objects.get()
    assert (row.name, row.founded_year) == ("Donne del Sahel ETS", 1998)
    sent.refresh_from_db()
    assert (sent.state, sent.settled_by) == ("applied", cast.chiara())
    letter = Letter.objects.get()
    assert letter.to == "awa@example.org"
    assert "The year is 1998 in the register." in letter.text
    assert Change.objects.filter(kind="map.organisation", verb="edit", by=cast.chiara()).exists()


def test_declining_needs_a_reason_that_they_read(client, sent: Correction) -> None:
    assert decide(client, sent, step="decline").status_code == 422
    assert Correction.objects.get().state == "open"
    decide(client, sent, step="decline", answer="The register of Asti does not know you.")
    assert Correction.objects.get().state == "declined"
    assert "leave it as it is" in Letter.objects.get().text
    assert Organisation.objects.get().name == "Donne del Sahel"


def test_it_is_decided_once(client, sent: Correction) -> None:
    decide(client, sent, step="decline", answer="No.")
    assert decide(client, sent, step="apply", fields_taken=["name"]).status_code == 422
    assert Organisation.objects.get().name == "Donne del Sahel"
    assert Letter.objects.count() == 1


def test_a_field_nobody_proposed_does_not_get_in(client, sent: Correction) -> None:
    assert decide(client, sent, step="apply", fields_taken=["visibility"]).status_code == 422
    assert Correction.objects.get().state == "open"


def test_a_value_the_record_refuses_leaves_everything(sent: Correction) -> None:
    sent.values = {"founded_year": 12}
    sent.save()
    with pytest.raises(Refused):
        corrections.apply_correction(sent, fields=["founded_year"], answer="", by=cast.chiara())
    assert Correction.objects.get().state == "open"
    assert not Letter.objects.exists()


def test_a_body_that_told_us_by_its_link_is_answered_at_its_own_address() -> None:
    row = organisation(name="Donne", contacts=[contact("email", "donne@example.org")])
    sender = corrections.Sender(language="ar", is_own=True)
    correction = corrections.send_correction(row, values={}, text="No.", sender=sender)
    corrections.decline_correction(correction, answer="Why?", by=cast.chiara())
    assert Letter.objects.get().to == "donne@example.org"


def test_who_left_no_address_gets_no_mail(client) -> None:
    wrong(client, organisation(visibility="public"), sender_email="")
    decide(client, Correction.objects.get(), step="decline", answer="No.")
    assert not Letter.objects.exists()


@pytest.mark.parametrize("who", ["nobody", "amina", "dawit"])
def test_others_do_not_know_of_it(client, sent: Correction, who: str) -> None:
    if who != "nobody":
        client.force_login(getattr(cast, who)())
    for path in ("/en/corrections/", f"/en/corrections/{sent.reference}/"):
        assert client.get(path).status_code == (302 if who == "nobody" else 404)
        assert client.post(path, {"step": "apply"}).status_code in (302, 404)
    assert "Awa Diop" not in client.get(sent.organisation.get_absolute_url()).content.decode()
    assert Correction.objects.get().state == "open"


def test_it_waits_on_the_desk_and_beside_the_record(client, sent: Correction) -> None:
    chiara = cast.chiara()
    assert sent.get_absolute_url() in [task.url for task in tasks_of(chiara)]
    assert sent.get_absolute_url() not in [task.url for task in tasks_of(cast.farid())]
    client.force_login(chiara)
    assert sent.get_absolute_url() in client.get(sent.organisation.get_absolute_url()).content.decode()
    assert "Donne del Sahel" in client.get("/en/corrections/").content.decode()


def test_hostile_text_acts_nowhere(client) -> None:
    row = organisation(name="Donne", visibility="public")
    wrong(client, row, name=HOSTILE, text=HOSTILE, sender_name=HOSTILE)
    correction = Correction.objects.get()
    decide(client, correction, step="apply", fields_taken=["name"], answer=HOSTILE)
    for path in ("/en/corrections/", correction.get_absolute_url(), row.get_absolute_url()):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "\u202e" not in page
        assert "{{ 7|add:7 }}" in page
    assert "\n" not in Letter.objects.get().subject


def test_nobody_fills_the_desk_of_the_office(client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    row = organisation(visibility="public")
    answers = [wrong(client, row).status_code for _time in range(corrections.MOST_OPEN + 1)]
    assert answers[-2:] == [200, 422]
    assert Correction.objects.count() == corrections.MOST_OPEN


def test_one_visitor_sends_no_flood(client) -> None:
    answers = [wrong(client, organisation(visibility="public")).status_code for _time in range(21)]
    assert answers[-2:] == [200, 422]


def test_a_year_after_it_was_settled_nobody_can_read_who_said_what(client, sent: Correction) -> None:
    decide(client, sent, step="decline", answer="Awa Diop is wrong.")
    assert corrections.tidy_corrections() == 0
    Correction.objects.update(settled_at=timezone.now() - timedelta(days=366))
    assert [corrections.tidy_corrections(), corrections.tidy_corrections()] == [1, 0]
    row = Correction.objects.get()
    assert (row.name, row.email, row.text, row.values, row.state) == ("", "", "", {}, "declined")
    assert "Awa" not in str(list(Change.objects.filter(kind="map.correction").values()))
