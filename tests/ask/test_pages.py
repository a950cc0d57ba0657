"""Pages of questionnaires and answers, without JavaScript and as its round trips see them."""

from io import BytesIO

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ponte.ask.actions.answering import save_answers
from ponte.ask.forms.answers import Given
from ponte.ask.lifecycles.response import lifecycle
from ponte.ask.models import Answer, Response, Upload
from ponte.ask.queries.responses import answers_of
from ponte.core.models import StoredFile
from tests.ask.making import browser, confirmed
from tests.factories import ask, cast
from tests.factories.accounts import office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office() -> None:
    office()


def screen(response: Response, number: int = 1) -> str:
    return reverse("ask:screen", args=[response.reference, number])


def fields(client: Client, address: str) -> dict:
    """The editions as the page has them."""
    page = client.get(address).content.decode()
    found = {}
    for part in page.split('<input type="hidden" name="e:')[1:]:
        path, _quote, rest = part.partition('"')
        found[f"e:{path}"] = rest.partition('value="')[2].partition('"')[0]
    return found


def submitted() -> Response:
    response = ask.response()
    lifecycle.perform("submit", response, by=cast.elena())
    return response


@pytest.mark.guards("ask/questionnaire_list.html")
def test_the_list_costs_the_same_however_long_it_is(count_queries) -> None:
    client = browser(cast.chiara())
    ask.published()
    address = reverse("ask:questionnaires")
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for _number in range(2):
        ask.published()
    assert count_queries(lambda: client.get(address)) == one


@pytest.mark.guards("ask/mine.html")
def test_ones_own_list_costs_the_same_however_long_it_is(count_queries) -> None:
    client = browser(cast.elena())
    ask.response()
    address = reverse("ask:answers")
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for _number in range(2):
        ask.response()
    assert count_queries(lambda: client.get(address)) == one


@pytest.mark.guards("ask/response_list.html")
def test_the_list_of_answers_costs_the_same_however_long_it_is(count_queries) -> None:
    client = browser(cast.chiara())
    response = submitted()
    address = reverse("ask:responses", args=[response.questionnaire.reference])
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for person in (cast.farid(), cast.amina()):
        other = ask.response(response.questionnaire, by=person)
        lifecycle.perform("submit", other, by=person)
    assert count_queries(lambda: client.get(address)) == one


def test_a_screen_saves_stays_when_more_is_asked_and_goes_on(count_queries) -> None:
    response = ask.response()
    client = browser(cast.elena())
    shown = fields(client, screen(response, 2))
    answer = client.post(screen(response, 2), shown | {"a:kids": "2", "go": "next"}, follow=True)
    assert "opened more questions" in answer.content.decode()
    shown = fields(client, screen(response, 2))
    answer = client.post(
        screen(response, 2),
        shown | {"a:kids": "2", "a:school": "yes", "a:child:1/called": "Ibou", "go": "next"},
    )
    assert answer["Location"] == screen(response, 3)
    assert answers_of(response)["child:1/called"] == "Ibou"
    assert count_queries(lambda: client.get(screen(response, 2))) < 25


def test_what_cannot_be_read_is_told_at_its_question_and_nothing_else_is_lost() -> None:
    response = ask.response()
    client = browser(cast.elena())
    shown = fields(client, screen(response, 3))
    given = {"a:cost": "12,345.678", "a:born": "yesterday", "a:at": "here", "a:langs": ["ar", "fr"]}
    answer = client.post(screen(response, 3), shown | given)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("at most 2 decimal places", "is no date", "latitude and longitude", 'value="yesterday"'):
        assert words in page
    assert answers_of(response)["langs"] == ["ar", "fr"]
    good = {
        "a:cost": "1,234.50",
        "c:cost": "USD",
        "a:born": "١٩٩٠-٠٥-٣١",
        "a:at": "45.07, 7.69",
        "a:langs": "ar",
    }
    client.post(screen(response, 3), fields(client, screen(response, 3)) | good)
    kept = answers_of(response)
    assert kept["cost"] == {"minor": 123450, "currency": "USD"}
    assert (kept["born"], kept["at"], kept["langs"]) == ("1990-05-31", "45.07 7.69 0 0", ["ar"])


def test_the_round_trip_saves_and_says_what_is_asked_now() -> None:
    response = ask.response()
    client = browser(cast.elena())
    address = reverse("ask:save", args=[response.reference]) + "?screen=2"
    found = client.post(address, {"e:kids": "0", "a:kids": "3"}).json()
    assert found["places"]["school"]["relevant"]
    assert found["places"]["kids"]["edition"] == 1
    found = client.post(address, {"e:kids": "0", "a:kids": "4"}).json()
    assert found["places"]["kids"]["rival"] == "4"
    assert found["places"]["kids"]["raw"] == ["3"]
    found = client.post(address, {"e:kids": "1", "a:kids": "many"}).json()
    assert "is no number" in found["places"]["kids"]["error"]
    for bad in ("", "?screen=99", "?screen=%00", "?screen=-1"):
        answer = client.post(address.partition("?")[0] + bad, {"e:x" * 10: "1", "e:../a": "9" * 40})
        assert answer.status_code in (200, 404)
    stranger = browser(cast.farid()).post(address, {"e:kids": "1", "a:kids": "9"})
    assert stranger.status_code == 404


def test_the_office_reads_what_was_submitted_and_not_what_is_being_written() -> None:
    response = ask.response()
    chiara, page = browser(cast.chiara()), reverse("ask:response", args=[response.reference])
    assert chiara.get(page).status_code == 404
    browser(cast.elena()).post(page + "step/submit/")
    assert "Elena Kovalenko" in chiara.get(page).content.decode()
    assert chiara.post(screen(response, 1), {}).status_code == 404
    chiara.post(page + "step/reopen/", {"reason": "The children are missing."})
    assert chiara.get(page).status_code == 404
    assert browser(cast.elena()).get(page).status_code == 200


def test_a_file_goes_up_with_its_screen_and_comes_back_to_those_who_may(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    response = ask.response()
    client = browser(cast.elena())
    upload = SimpleUploadedFile("statute.pdf", b"%PDF-1.7 statute")
    client.post(screen(response, 3), {"f:paper": upload})
    address = reverse("ask:answer_file", args=[response.reference, Answer.objects.get(path="paper").pk])
    assert b"".join(client.get(address).streaming_content) == b"%PDF-1.7 statute"
    assert browser(cast.farid()).get(address).status_code == 404
    client.post(screen(response, 3), {"remove_file": "paper"})
    assert client.get(address).status_code == 404


class Workbook:
    """Answers that were downloaded, to be filled in and given back."""

    def __init__(self, response: Response) -> None:
        self.client, self.response = browser(cast.elena()), response
        address = reverse("ask:response_download", args=[response.reference, "xlsx"])
        self.book = openpyxl.load_workbook(BytesIO(self.client.get(address).content))
        self.rows = {row[0].value: row for row in self.book["answers"].iter_rows(min_row=2) if row[0].value}

    @property
    def address(self) -> str:
        """Where it comes back."""
        return reverse("ask:upload", args=[self.response.reference])

    def back(self):
        out = BytesIO()
        self.book.save(out)
        upload = SimpleUploadedFile("filled.xlsx", out.getvalue())
        return self.client.post(self.address, {"file": upload}, follow=True)


def test_answers_download_and_a_workbook_comes_back_all_or_nothing() -> None:
    response = ask.response()
    given = Workbook(response)
    rows, back = given.rows, given.back
    assert rows["name"][4].value == "Elena Kovalenko"
    rows["kids"][4].value, rows["langs"][4].value = "many", "ar; Klingon"
    page = back()
    assert page.status_code == 422
    assert not Upload.objects.exists()
    cells = {"kids": rows["kids"][4].coordinate, "langs": rows["langs"][4].coordinate}
    for words in (f"Cell {cells['kids']}", f"Cell {cells['langs']}", "“Klingon” is none of the choices"):
        assert words in page.content.decode()
    rows["kids"][4].value, rows["langs"][4].value, rows["cost"][4].value = 2, "Arabic; fr", "12.50 USD"
    shown = back()
    assert "What would change" in shown.content.decode()
    assert "kids" not in answers_of(response)
    save_answers(response, [Given("kids", 1, 9)], by=cast.elena())  # on her phone, meanwhile
    refused = confirmed(given.client, shown, given.address)
    assert "Somebody changed these answers since you looked" in refused.content.decode()
    assert "langs" not in answers_of(response)
    assert "are in" in confirmed(given.client, refused, given.address).content.decode()
    assert (Upload.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert "not here any more" in confirmed(given.client, refused, given.address).content.decode()
    kept = answers_of(response)
    assert (kept["kids"], kept["langs"], kept["cost"]) == (
        2,
        ["ar", "fr"],
        {"minor": 1250, "currency": "USD"},
    )


def test_a_workbook_with_formulas_or_of_another_questionnaire_is_refused() -> None:
    given = Workbook(ask.response())
    rows, back = given.rows, given.back
    rows["kids"][4].value = "=1+1"
    assert "formula" in back().content.decode()
    rows["kids"][4].value = 2
    given.book["about"]["B1"].value = "SOMETHINGELSE"
    assert "another questionnaire" in back().content.decode()


def test_blank_forms_and_answers_are_documents_too() -> None:
    response = submitted()
    reference = response.questionnaire.reference
    client = browser(cast.chiara())
    for form in ("xlsx", "docx", "xlsform"):
        answer = client.get(reverse("ask:version_download", args=[reference, 1, form]))
        assert answer["Content-Disposition"].startswith("attachment")
    blank = docx.Document(
        BytesIO(client.get(reverse("ask:version_download", args=[reference, 1, "docx"])).content)
    )
    text = "\n".join(paragraph.text for paragraph in blank.paragraphs)
    assert "☐ Arabic" in text
    own = docx.Document(
        BytesIO(client.get(reverse("ask:response_download", args=[response.reference, "docx"])).content)
    )
    text = "\n".join(paragraph.text for paragraph in own.paragraphs)
    assert "Elena Kovalenko" in text
    assert response.sealed in text
    assert client.get(reverse("ask:version_download", args=[reference, 1, "exe"])).status_code == 404
