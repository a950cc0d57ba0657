"""What a questionnaire brings as a whole: a table of all answers, versions written elsewhere, letters."""

import contextlib
import csv
import zipfile
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ponte.ask.actions import answering
from ponte.ask.forms.xlsform import read_xlsform
from ponte.ask.lifecycles.response import lifecycle
from ponte.ask.models import Answer
from ponte.core.models import Letter
from ponte.core.refusal import Refused
from tests.ask.making import workbook
from tests.factories import ask, cast
from tests.factories.accounts import office

pytestmark = pytest.mark.django_db
NEWER = "type | name | label::English (en)\ntext | who | Who are you?\ninteger | age | How old are you?"


@pytest.fixture(autouse=True)
def _office(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    office()


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(answer) -> bytes:
    data = b"".join(answer.streaming_content)
    answer.close()
    return data


def test_all_answers_are_one_table_and_no_cell_is_a_formula() -> None:
    response = ask.response()
    text = response.answers.filter(value__isnull=False).order_by("path").first()
    Answer.objects.filter(pk=text.pk).update(value="=1+1")
    lifecycle.perform("submit", response, by=cast.elena())
    address = [response.questionnaire.reference, "csv"]
    lines = read(browser(cast.chiara()).get(reverse("ask:all_answers", args=address))).decode()
    (row,) = csv.DictReader(StringIO(lines.removeprefix("\ufeff")))
    assert row["reference"] == response.reference
    assert "=1+1" not in row.values()
    assert any(cell.endswith("=1+1") for cell in row.values())
    data = read(browser(cast.chiara()).get(reverse("ask:all_answers", args=[address[0], "xlsx"])))
    (sheet,) = openpyxl.load_workbook(BytesIO(data)).worksheets
    assert [cell.value for cell in sheet[1]] == list(row)
    assert browser(cast.farid()).get(reverse("ask:all_answers", args=address)).status_code == 404


def test_a_file_that_is_an_answer_is_opened_with_the_answers_only() -> None:
    response = ask.response()
    paper = SimpleUploadedFile("paper.pdf", b"%PDF-1.7 said in confidence")
    answering.attach(response, "paper", paper, by=cast.elena())
    answer = response.answers.exclude(file=None).get()
    own = reverse("ask:answer_file", args=[response.reference, answer.pk])
    assert b"in confidence" in read(browser(cast.elena()).get(own))
    assert browser(cast.dawit()).get(answer.file.get_absolute_url()).status_code == 404


def test_the_next_version_may_be_written_elsewhere() -> None:
    questionnaire = ask.published()
    address, chiara = reverse("ask:newer_version", args=[questionnaire.reference]), browser(cast.chiara())
    given = lambda: {"file": SimpleUploadedFile("next.xlsx", workbook(survey=NEWER).getvalue())}  # noqa: E731
    assert chiara.get(address).status_code == 200
    assert chiara.post(address, given()).status_code == 302
    draft = questionnaire.versions.get(state="draft")
    assert (draft.number, [item.name for item in draft.parts.items]) == (2, ["who", "age"])
    refused = chiara.post(address, given())
    assert refused.status_code == 422
    assert "is being written already" in refused.content.decode()
    assert browser(cast.farid()).get(address).status_code == 404


def test_who_answers_gets_a_receipt_and_the_reason_when_it_comes_back(
    django_capture_on_commit_callbacks,
) -> None:
    response = ask.response()
    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.perform("submit", response, by=cast.elena())
        lifecycle.perform("reopen", response, by=cast.chiara(), reason="The year is missing.")
    told = Letter.objects.filter(purpose__startswith="ask.").order_by("pk").values_list("purpose", "to")
    assert list(told) == [("ask.submit", cast.elena().email), ("ask.reopen", cast.elena().email)]


def changed(given: BytesIO, change) -> BytesIO:
    """The same workbook with other bytes in its first sheet."""
    made = BytesIO()
    with zipfile.ZipFile(given) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, change(data) if name == "xl/worksheets/sheet1.xml" else data)
    made.seek(0)
    return made


def test_an_entity_of_a_workbook_reads_no_file() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet'
    book = changed(workbook(survey=NEWER), lambda data: data.replace(b"<worksheet", entity, 1))
    with contextlib.suppress(Refused):
        assert "root:" not in str(read_xlsform(book).document)


def test_a_workbook_that_unpacks_to_more_than_it_seems_is_refused() -> None:
    blown = lambda data: data.replace(b"</sheetData>", b" " * 250_000_000 + b"</sheetData>", 1)  # noqa: E731
    with pytest.raises(Refused, match="large"):
        read_xlsform(changed(workbook(survey=NEWER), blown))
