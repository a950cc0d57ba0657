"""Applications in the browser: forms that say what is wrong, lists of any length, files that are no programs."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from ponte.core.registries import tasks_of
from ponte.fund.actions import applying, sending
from ponte.fund.lifecycles.application import lifecycle
from ponte.fund.models import Application, SealedLook
from ponte.map.models import Organisation
from tests.factories import applying as make
from tests.factories import cast
from tests.factories.map import belonging, contact, organisation

pytestmark = pytest.mark.django_db
LINE = {"description": "A nurse", "unit": "month", "quantity": "6", "times": "", "unit_minor": "1.000,50"}


def at(client: Client, name: str, *args: Any, language: str = "en") -> str:
    """An address in a language."""
    return reverse(f"fund:{name}", args=args).replace("/en/", f"/{language}/", 1)


def test_somebody_applies_from_the_first_page_to_the_receipt(client: Client) -> None:
    call = make.call()
    applicant, amina = make.applicant()
    client.force_login(amina)
    first = client.get(at(client, "apply", call.reference))
    assert b"about 2 hours" in first.content
    begun = client.post(
        at(client, "apply", call.reference), {"organisation": applicant.reference}, follow=True
    )
    row = Application.objects.get()
    assert begun.redirect_chain[-1][0] == row.get_absolute_url()
    assert b"The questions are not begun" not in begun.content
    about = at(client, "application_about", row.reference)
    typed = {"title": "Pharmacies", "summary": "Medicines", "sector": "health_services", "country": "MLI"}
    typed |= {"starts_on": "2027-02-01", "ends_on": "2027-01-01", "language": "en", "host": "", "seen": "1"}
    refused = client.post(about, typed)
    assert refused.status_code == 422
    assert b"It ends before it begins" in refused.content
    assert client.post(about, typed | {"ends_on": "2027-07-01"}).status_code == 302
    questions = client.get(at(client, "application_questions", row.reference))
    assert questions.url == reverse("ask:screen", args=[row.proposal.reference, 1])  # type: ignore[union-attr]
    make.say(row, amina, why="No pharmacy")
    budget = at(client, "application_budget", row.reference)
    line = LINE | {"category": call.categories.get(code="1").pk, "unit_minor": "1000.50"}
    assert client.post(budget, line).status_code == 302
    assert client.get(budget).status_code == 200


def test_it_is_looked_through_then_sent_and_the_receipt_can_be_computed(client: Client) -> None:
    row, amina = make.complete()
    client.force_login(amina)
    send = at(client, "application_send", row.reference)
    assert client.post(send, {"begin": "1"}).url == send
    assert b"what stands here is true" in client.get(send).content
    assert client.post(send, {}).status_code == 200
    sent = client.post(send, {"agrees": "1"}, follow=True)
    row.refresh_from_db()
    assert row.receipt in sent.content.decode()
    assert client.post(send, {"agrees": "1"}, follow=True).status_code == 200
    assert row.submissions.count() == 1
    kept = client.get(at(client, "submission", row.reference, 1))
    assert kept.content == row.submissions.get().content
    client.force_login(cast.farid())
    for name in ("application", "application_about", "application_send", "application_return"):
        assert client.get(at(client, name, row.reference)).status_code == 404
    assert client.get(at(client, "submission", row.reference, 1)).status_code == 404


def test_who_may_not_apply_reads_why_and_what_to_do(client: Client) -> None:
    from tests.factories.calls import rule

    call = make.call()
    rule(call, "kind", "foundation", note="Found one with a notary.")
    _applicant, amina = make.applicant()
    client.force_login(amina)
    page = client.get(at(client, "apply", call.reference)).content.decode()
    assert "You cannot apply yet" in page
    assert "Found one with a notary." in page
    assert "Begin the application" not in page
    client.force_login(cast.farid())
    assert (
        b"You do not write for an organisation yet" in client.get(at(client, "apply", call.reference)).content
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"unit_minor": "100 USD"}, "All amounts here are in EUR"),
        ({"unit_minor": "$ 100"}, "All amounts here are in EUR"),
        ({"unit_minor": "-1"}, "cannot be below zero"),
        ({"unit_minor": "1.005"}, "at most 2 decimal places"),
        ({"unit_minor": "9" * 18}, "too large"),
        ({"unit_minor": "9999999999999.00", "quantity": "1000000"}, "The cost of this line is too large"),
        ({"quantity": "0"}, "above zero"),
        ({"quantity": "1e9"}, "is no number"),
        ({"quantity": "1.234"}, "two decimals"),
        ({"unit_minor": "0"}, "costs nothing"),
        ({"own_minor": "99999"}, "You pay more than the line costs"),
        ({"category": "999999"}, "Select a valid choice"),
        ({"description": "x" * 201}, "Shorten it"),
    ],
)
def test_a_budget_that_cannot_be_is_refused_in_words(
    client: Client, typed: dict[str, str], told: str
) -> None:
    row, amina = make.begun()
    client.force_login(amina)
    line = LINE | {"category": row.call.categories.get(code="1").pk, "unit_minor": "100"}
    answer = client.post(at(client, "application_budget", row.reference), line | typed)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not row.budget_lines.exists()


def test_amounts_are_read_as_the_reader_writes_them(client: Client) -> None:
    row, amina = make.begun()
    client.force_login(amina)
    line = LINE | {"category": row.call.categories.get(code="1").pk}
    assert (
        client.post(at(client, "application_budget", row.reference, language="it"), line).status_code == 302
    )
    arabic = line | {"unit_minor": "€ ١٠٠", "quantity": "٢"}
    assert (
        client.post(at(client, "application_budget", row.reference, language="ar"), arabic).status_code == 302
    )
    assert [one.total_minor for one in row.budget_lines.order_by("pk")] == [600_300, 20_000]


def test_of_two_who_write_about_a_partner_the_second_is_told(client: Client) -> None:
    row, amina = make.begun()
    client.force_login(amina)
    typed = {"name": "School of Kayes", "kind": "school", "country": "MLI", "does": "Lends rooms"}
    assert client.post(at(client, "application_partners", row.reference), typed).status_code == 302
    one = at(client, "application_partner", row.reference, row.partners.get().pk)
    assert client.post(one, typed | {"does": "Lends beds", "seen": "1"}).status_code == 302
    answer = client.post(one, typed | {"does": "Lends cars", "seen": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lends beds" in page
    assert "Lends cars</textarea>" in page
    assert client.post(one, typed | {"does": "Lends cars", "seen": "2"}).status_code == 302
    assert row.partners.get().does == "Lends cars"
    assert client.post(one, {"remove": "1"}).status_code == 302
    assert "not there any more" in client.post(one, typed, follow=True).content.decode()


def test_a_stale_page_is_told_what_is_there_now(client: Client) -> None:
    row, amina = make.begun()
    applying.change_about(row, values={"title": "Theirs"}, by=amina, seen=1)
    client.force_login(amina)
    about = at(client, "application_about", row.reference)
    typed = {"title": "Mine", "summary": "", "sector": "", "country": "", "starts_on": "", "ends_on": ""}
    typed |= {"language": "en", "host": "", "seen": "1"}
    answer = client.post(about, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Theirs" in page
    assert 'value="Mine"' in page
    assert client.post(about, typed | {"seen": "2"}).status_code == 302
    make.line(row, amina)
    line = row.budget_lines.get()
    one = at(client, "application_line", row.reference, line.pk)
    assert client.get(one).status_code == 200
    assert client.post(one, {"remove": "1"}).status_code == 302
    assert client.post(one, {"remove": "1"}, follow=True).status_code == 200


def test_after_the_deadline_a_page_that_was_open_keeps_what_was_typed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, amina = make.complete()
    client.force_login(amina)
    closes = row.call.closes_at
    monkeypatch.setattr(timezone, "now", lambda: closes + timedelta(minutes=30))
    client.force_login(amina)
    line = LINE | {"category": row.call.categories.get(code="1").pk, "unit_minor": "100"}
    answer = client.post(at(client, "application_budget", row.reference), line)
    assert answer.status_code == 422
    assert "The deadline has passed" in answer.content.decode()
    assert 'value="A nurse"' in answer.content.decode()
    screen = reverse("ask:screen", args=[row.proposal.reference, 1])
    assert client.post(screen, {"f:why": "More", "e:why": "1"}).status_code == 422
    saved = client.post(reverse("ask:save", args=[row.proposal.reference]), {"f:why": "More", "e:why": "1"})
    assert saved.status_code in (200, 409)
    assert b"The deadline has passed" in client.get(row.get_absolute_url()).content
    assert client.get(at(client, "application_about", row.reference)).status_code == 302


def test_the_office_reads_gives_back_and_finds_eligible(client: Client) -> None:
    call = make.call()
    row, amina = make.complete(call, contacts=[contact("phone", "+39 011 555 0101")])
    twin = organisation(name="Mali e Amici", contacts=[contact("phone", "+39 011 555 0101")])
    belonging(amina, twin)
    other = Application.objects.create(
        call=call,
        organisation=twin,
        title="The same",
        state="submitted",
        submitted_at=timezone.now(),
        receipt="x",
    )
    chiara = cast.chiara()
    client.force_login(chiara)
    assert client.get(row.get_absolute_url()).status_code == 404  # a draft is nobody's business
    sending.send(row, by=amina)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Possibly related applicants" in page
    assert "the same people" in page
    assert "the same telephone" in page
    assert other.get_absolute_url() in page


def test_answers_are_read_with_the_application_and_the_desk_says_that_it_came(client: Client) -> None:
    row, amina = make.complete()
    sending.send(row, by=amina)
    chiara = cast.chiara()
    client.force_login(chiara)
    response = row.proposal
    assert response is not None
    assert client.get(reverse("ask:response", args=[response.reference])).url == row.get_absolute_url()
    assert (
        client.get(reverse("ask:responses", args=[response.questionnaire.reference]))
        .context["pages"]
        .paginator.count
        == 0
    )
    assert [task.title for task in tasks_of(chiara) if "Check" in str(task.title)] == [
        f"Check 1 application: {row.call}"
    ]


def test_the_office_gives_back_and_finds_eligible(client: Client) -> None:
    row, amina = make.complete()
    sending.send(row, by=amina)
    client.force_login(cast.chiara())
    back = at(client, "application_return", row.reference)
    week = (timezone.now() + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M")
    assert (
        client.post(
            back, {"why": "incomplete", "reason": "No nurse", "until": "2020-01-01T10:00"}
        ).status_code
        == 422
    )
    assert client.post(back, {"why": "incomplete", "reason": "No nurse", "until": week}).status_code == 302
    assert "They are changing it now" in client.get(row.get_absolute_url()).content.decode()
    client.force_login(amina)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Something is missing" in page
    assert "No nurse" in page
    amina = type(amina).objects.get(pk=amina.pk)
    sending.send(Application.objects.get(pk=row.pk), by=amina)
    step = at(client, "application_step", row.reference, "clear")
    assert client.post(step).status_code == 404
    client.force_login(cast.chiara())
    assert client.post(step, follow=True).status_code == 200
    row.refresh_from_db()
    assert row.state == "eligible"
    for name in ("award", "decline", "submit", "return"):
        assert client.post(at(client, "application_step", row.reference, name)).status_code == 404


def test_a_sealed_application_shows_nothing_before_the_deadline_but_by_a_look_that_stays(
    client: Client,
) -> None:
    row, amina = make.complete(make.call(is_sealed=True))
    sending.send(row, by=amina)
    chiara, bruno = cast.chiara(), cast.bruno()
    client.force_login(chiara)
    page = client.get(at(client, "applications")).content.decode()
    assert "One application is sealed" in page
    assert row.title not in page
    assert row.title.encode() not in b"".join(
        client.get(at(client, "applications_export", "csv")).streaming_content
    )
    listed = client.get(at(client, "sealed", row.call.reference)).content.decode()
    assert row.reference in listed
    assert str(row.organisation) not in listed
    for address in (row.get_absolute_url(), at(client, "application_look", row.reference)):
        assert client.get(address).status_code == 404
    response = row.proposal
    assert response is not None
    assert client.get(reverse("ask:response_download", args=[response.reference, "xlsx"])).status_code == 404
    client.force_login(bruno)
    assert client.get(row.get_absolute_url()).url == at(client, "application_look", row.reference)
    assert client.post(at(client, "application_look", row.reference), {"reason": ""}).status_code == 200
    assert not SealedLook.objects.exists()
    opened = client.post(at(client, "application_look", row.reference), {"reason": "A court"}, follow=True)
    assert row.title in opened.content.decode()
    assert SealedLook.objects.get().by == bruno
    client.force_login(amina)
    assert "A court" in client.get(row.get_absolute_url()).content.decode()


def test_paper_is_typed_in_by_the_office(client: Client) -> None:
    call = make.call()
    body = organisation(name="Gruppo Kayes")
    client.force_login(cast.dawit())
    assert client.get(at(client, "intake", call.reference)).status_code == 404
    client.force_login(cast.chiara())
    came = {
        "organisation": body.reference,
        "channel": "phone",
        "language": "en",
        "received_at": "2099-01-01T10:00",
    }
    assert b"has not come yet" in client.post(at(client, "intake", call.reference), came).content
    came["received_at"] = timezone.now().strftime("%Y-%m-%dT%H:%M")
    answer = client.post(at(client, "intake", call.reference), came, follow=True)
    assert "What there is to do" in answer.content.decode()
    assert client.post(at(client, "intake", call.reference), came).status_code == 422


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_of_a_file_is_a_formula(client: Client, form: str) -> None:
    row, amina = make.complete()
    applying.change_about(
        row, values={"title": '=HYPERLINK("http://x")', "summary": "+1|cmd"}, by=amina, seen=2
    )
    row.refresh_from_db()
    sending.send(row, by=amina)
    Organisation.objects.filter(pk=row.organisation_id).update(name="@SUM(A1)")
    client.force_login(cast.chiara())
    answer = client.get(at(client, "applications_export", form))
    data = b"".join(answer.streaming_content)
    if form == "csv":
        lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    else:
        sheet = load_workbook(io.BytesIO(data)).active
        head, *rest = [[cell.value for cell in line] for line in sheet.iter_rows()]
        assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
        lines = [dict(zip(head, line, strict=True)) for line in rest]
    assert lines[0]["title"] == '\'=HYPERLINK("http://x")'
    assert lines[0]["summary"] == "'+1|cmd"
    assert lines[0]["organisation_name"] == "'@SUM(A1)"
    assert (lines[0]["asked"], lines[0]["currency"]) == ("1000.00", "EUR")
    client.force_login(amina)
    assert client.get(at(client, "applications_export", form)).status_code == 404


@pytest.mark.guards("fund/application_list.html")
def test_the_list_costs_the_same_for_one_and_for_many(client: Client, count_queries: Any) -> None:
    call = make.call()
    client.force_login(cast.chiara())

    def add(count: int) -> None:
        for number in range(count):
            Application.objects.create(
                call=call,
                organisation=organisation(name=f"Group {number}"),
                title=f"Idea {number}",
                state="submitted",
                submitted_at=timezone.now(),
                receipt="x",
                asked_minor=100_00,
            )

    add(1)
    address = at(client, "applications") + "?q=idea&sort=asked&state=submitted"
    client.get(address)
    first = count_queries(lambda: client.get(address))
    add(3)
    assert count_queries(lambda: client.get(address)) == first
    assert first <= 12
    row, amina = make.complete(call)
    sending.send(row, by=amina)
    client.get(row.get_absolute_url())
    assert count_queries(lambda: client.get(row.get_absolute_url())) <= 15


def test_what_waits_stands_on_desks_and_on_the_page_of_the_organisation(client: Client) -> None:
    row, amina = make.complete()
    client.force_login(amina)
    assert [task.url for task in tasks_of(amina) if "Finish" in str(task.title)] == [row.get_absolute_url()]
    for address in (reverse("core:desk"), row.organisation.get_absolute_url(), at(client, "applications")):
        assert "Pharmacies of Kayes" in client.get(address).content.decode()
    client.force_login(cast.chiara())
    assert "Pharmacies of Kayes" not in client.get(row.organisation.get_absolute_url()).content.decode()
    lifecycle.perform("withdraw", row, by=amina, reason="No time")
    assert not [task for task in tasks_of(amina) if "Finish" in str(task.title)]
