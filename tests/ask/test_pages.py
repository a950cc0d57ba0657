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
from ponte.ask.forms.xlsform import read_xlsform
from ponte.ask.lifecycles.response import lifecycle
from ponte.ask.models import Answer, Questionnaire, Response
from ponte.ask.queries.responses import answers_of
from tests.ask.making import workbook
from tests.factories import ask, cast
from tests.factories.accounts import office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office() -> None:
    office()


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


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

    def back(self, **ticks: str):
        out = BytesIO()
        self.book.save(out)
        upload = SimpleUploadedFile("filled.xlsx", out.getvalue())
        return self.client.post(
            reverse("ask:upload", args=[self.response.reference]), {"file": upload, **ticks}
        )


def test_answers_download_and_a_workbook_comes_back_all_or_nothing() -> None:
    response = ask.response()
    given = Workbook(response)
    rows, back = given.rows, given.back
    assert rows["name"][4].value == "Elena Kovalenko"
    rows["kids"][4].value, rows["langs"][4].value = "many", "ar; Klingon"
    page = back(keep="on")
    assert page.status_code == 422
    cells = {"kids": rows["kids"][4].coordinate, "langs": rows["langs"][4].coordinate}
    for words in (f"Cell {cells['kids']}", f"Cell {cells['langs']}", "“Klingon” is none of the choices"):
        assert words in page.content.decode()
    rows["kids"][4].value, rows["langs"][4].value, rows["cost"][4].value = 2, "Arabic; fr", "12.50 USD"
    assert "What would change" in back().content.decode()
    assert "kids" not in answers_of(response)
    back(keep="on")
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
    assert "formula" in back(keep="on").content.decode()
    rows["kids"][4].value = 2
    given.book["about"]["B1"].value = "SOMETHINGELSE"
    assert "another questionnaire" in back(keep="on").content.decode()


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


def begun(client: Client) -> Questionnaire:
    client.post(
        reverse("ask:questionnaire_new"), {"title": "Needs", "languages": ["en", "it"], "about": "ask.person"}
    )
    return Questionnaire.objects.get()


BASE = {"edit": "1", "show": "always", "label-en": "Your age", "label-it": "La tua età"}
LINE = {
    "show": "chosen",
    "line-0-name": "your_age",
    "line-0-how": "more",
    "line-0-value": "17",
    "joined": "and",
}
WORK = {
    "label-en": "Do you work?",
    "choice-0-en": "Yes, often",
    "choice-1-en": "No",
    "choice-1-it": "No",
    "need": "always",
}


def test_a_question_is_written_when_its_expressions_can_be_read() -> None:
    client = browser(cast.chiara())
    add = reverse("ask:question_new", args=[begun(client).reference]) + "?kind=integer"
    assert client.post(add, BASE | {"constraint": ". >= 0 and"}).status_code == 422
    assert client.post(add, BASE | {"constraint": ". >= ${nobody}"}).status_code == 422
    assert client.post(add, BASE | {"constraint": ". >= 0"}).status_code == 302
    assert "since you opened" in client.post(add, BASE).content.decode()


def test_a_facilitator_writes_questions_with_a_condition_and_publishes() -> None:
    client = browser(cast.chiara())
    questionnaire = begun(client)
    add = reverse("ask:question_new", args=[questionnaire.reference])
    client.post(add + "?kind=integer", BASE)
    client.post(add + "?kind=one", BASE | LINE | WORK | {"edit": "2"})
    draft = questionnaire.versions.get()
    assert draft.document["items"][1]["relevant"] == "${your_age} > 17"
    assert [choice["name"] for choice in draft.document["choices"]["do_you_work"]] == ["yes_often", "no"]
    page = client.get(reverse("ask:question", args=[questionnaire.reference, "do_you_work"])).content.decode()
    assert 'value="17"' in page
    client.post(
        reverse("ask:question_move", args=[questionnaire.reference, "do_you_work"]), {"edit": "3", "to": "up"}
    )
    assert questionnaire.versions.get().document["items"][0]["name"] == "do_you_work"
    client.post(reverse("ask:version_step", args=[questionnaire.reference, 1, "publish"]))
    assert questionnaire.versions.get().state == "published"
    client.post(reverse("ask:new_version", args=[questionnaire.reference]))
    changes = client.get(reverse("ask:compare", args=[questionnaire.reference, 2])).content.decode()
    assert "Nothing: both ask the same." in changes
    live = reverse("ask:preview_live", args=[questionnaire.reference, 2])
    found = client.post(live, {"e:your_age": "0", "a:your_age": "20"}).json()
    assert found["places"]["do_you_work"]["relevant"]


def test_an_answer_is_needed_when_an_expression_says_so_and_some_are_only_read() -> None:
    client = browser(cast.chiara())
    questionnaire = begun(client)
    add = reverse("ask:question_new", args=[questionnaire.reference])
    client.post(add + "?kind=integer", BASE)
    why = {"edit": "2", "show": "always", "label-en": "Why?"}
    for wrong, words in (
        ({"need": "expression"}, "Write the expression"),
        ({"need": "expression", "required": "${your_age} >"}, "expression"),
        ({"need": "expression", "required": "${nobody} > 1"}, "There is no question “nobody”"),
        ({"read_only": "on"}, "Say what it is filled in with"),
    ):
        page = client.post(add + "?kind=text", why | wrong)
        assert (page.status_code, words in page.content.decode()) == (422, True), wrong
    client.post(add + "?kind=text", why | {"need": "expression", "required": "${your_age} > 17"})
    read = {"edit": "3", "label-en": "Sum", "default": "${your_age} * 2", "read_only": "on"}
    client.post(add + "?kind=integer", why | read)
    items = questionnaire.versions.get().document["items"]
    assert [item.get("required") for item in items] == [None, "${your_age} > 17", None]
    assert items[2]["read_only"]
    written = client.get(reverse("ask:write", args=[questionnaire.reference])).content.decode()
    assert "needed only if" in written
    assert "only to be read" in written
    again = client.get(reverse("ask:question", args=[questionnaire.reference, "why"])).content.decode()
    assert "${your_age} &gt; 17</textarea>" in again
    live = reverse("ask:preview_live", args=[questionnaire.reference, 1])
    for age, needed in (("20", True), ("3", False)):
        found = client.post(live, {"e:your_age": "0", "a:your_age": age}).json()["places"]
        assert (found["why"]["required"], found["sum"]["fixed"]) == (needed, str(int(age) * 2))
    sheet = client.get(reverse("ask:version_download", args=[questionnaire.reference, 1, "xlsform"]))
    back = read_xlsform(BytesIO(sheet.content), language="en").document
    assert back.items == questionnaire.versions.get().parts.items
    client.post(reverse("ask:version_step", args=[questionnaire.reference, 1, "publish"]))
    response = ask.response(questionnaire)
    save_answers(response, [Given("sum", "7", 0), Given("your_age", 4, 0)], by=cast.elena())
    assert list(response.answers.values_list("path", flat=True)) == ["your_age"]


def test_an_xlsform_comes_in_only_when_its_writer_knows_what_has_no_effect() -> None:
    client = browser(cast.chiara())
    address = reverse("ask:questionnaire_import")
    survey = "type | name | label | media::audio\ntext | a | A | a.mp3"

    def give(text: str, **ticks: str):
        upload = SimpleUploadedFile("form.xlsx", workbook(survey=text).read())
        return client.post(address, {"file": upload, "about": "ask.person", **ticks})

    assert "row 2, column media::audio" in give(survey).content.decode()
    assert "row 2, column type" in give("type | name\nhologram | a").content.decode()
    assert not Questionnaire.objects.exists()
    assert give(survey, knowing="on").status_code == 302
    assert Questionnaire.objects.get().versions.get().document["items"][0]["kept"] == {
        "media::audio": "a.mp3"
    }
