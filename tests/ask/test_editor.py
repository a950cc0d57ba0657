"""Questionnaires written in the browser, and XLSForms that come in."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from django.urls import reverse

from ponte.ask.actions import writing
from ponte.ask.actions.answering import save_answers
from ponte.ask.document.parts import Item
from ponte.ask.forms.answers import Given
from ponte.ask.forms.xlsform import read_xlsform
from ponte.ask.lifecycles.version import lifecycle as version_lifecycle
from ponte.ask.models import Questionnaire, Upload
from ponte.core import chores
from ponte.core.models import StoredFile
from tests.ask.making import browser, confirmed, hidden, workbook
from tests.factories import ask, cast
from tests.factories.accounts import office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office() -> None:
    office()


def begun(client: Client) -> Questionnaire:
    client.post(
        reverse("ask:questionnaire_new"), {"title": "Needs", "languages": ["en", "it"], "about": "ask.person"}
    )
    return Questionnaire.objects.get()


BASE = {"edit": "1", "show": "always", "need": "never", "label-en": "Your age", "label-it": "La tua età"}
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


WHY = {"edit": "2", "show": "always", "need": "never", "label-en": "Why?"}


def asked(client: Client) -> tuple[Questionnaire, str]:
    """One question, and where more are added."""
    questionnaire = begun(client)
    add = reverse("ask:question_new", args=[questionnaire.reference])
    client.post(add + "?kind=integer", BASE)
    return questionnaire, add


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"need": "expression"}, "Write the expression"),
        ({"need": "expression", "required": "${your_age} >"}, "expression"),
        ({"need": "expression", "required": "${nobody} > 1"}, "There is no question “nobody”"),
        ({"read_only": "on"}, "Say what it is filled in with"),
    ],
)
def test_a_need_that_cannot_be_read_is_told_at_its_box(wrong: dict[str, str], words: str) -> None:
    client = browser(cast.chiara())
    page = client.post(asked(client)[1] + "?kind=text", WHY | wrong)
    assert (page.status_code, words in page.content.decode()) == (422, True)


def test_an_answer_is_needed_when_an_expression_says_so_and_some_are_only_read() -> None:
    client = browser(cast.chiara())
    questionnaire, add = asked(client)
    client.post(add + "?kind=text", WHY | {"need": "expression", "required": "${your_age} > 17"})
    read = {"edit": "3", "label-en": "Sum", "default": "${your_age} * 2", "read_only": "on"}
    client.post(add + "?kind=integer", WHY | read)
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


def test_what_the_editor_does_not_show_stays_when_a_question_is_written_anew() -> None:
    sums = Item("sum", "text", {"en": "Sum"}, calculation="1 + 1", appearance="w1", required="true()")
    draft = ask.draft(items=(sums,), choices={})
    address = reverse("ask:question", args=[draft.questionnaire.reference, "sum"])
    browser(cast.chiara()).post(address, BASE | {"label-en": "All of it", "need": "always"})
    draft.refresh_from_db()
    assert draft.parts.items == (
        replace(sums, label={"en": "All of it", "it": "La tua età"}, required="yes"),
    )


def test_an_xlsform_comes_in_only_when_its_writer_knows_what_has_no_effect() -> None:
    client = browser(cast.chiara())
    address = reverse("ask:questionnaire_import")
    survey = "type | name | label | media::audio\ntext | a | A | a.mp3"

    def give(text: str):
        upload = SimpleUploadedFile("form.xlsx", workbook(survey=text).read())
        return client.post(address, {"file": upload, "about": "ask.person"}, follow=True)

    assert "row 2, column media::audio" in give(survey).content.decode()
    assert "row 2, column type" in give("type | name\nhologram | a").content.decode()
    assert not Questionnaire.objects.exists()
    shown = give(survey)
    assert Upload.objects.count() == 1  # the one before went
    stored = Upload.objects.get().file
    assert browser(cast.bruno()).get(stored.get_absolute_url()).status_code == 404
    other = browser(cast.bruno()).post(address, hidden(shown.content.decode()), follow=True)
    assert "not here any more" in other.content.decode()
    assert not Questionnaire.objects.exists()
    assert "Brought in" in confirmed(client, shown, address).content.decode()
    assert not StoredFile.objects.exists()
    assert Questionnaire.objects.get().versions.get().document["items"][0]["kept"] == {
        "media::audio": "a.mp3"
    }


def test_a_form_that_waits_is_refused_when_its_questionnaire_changed_and_goes_after_a_day() -> None:
    questionnaire = ask.published()
    client, address = browser(cast.chiara()), reverse("ask:newer_version", args=[questionnaire.reference])
    survey = "type | name | label | media::audio\ntext | a | A | a.mp3"
    upload = SimpleUploadedFile("form.xlsx", workbook(survey=survey).read())
    shown = client.post(address, {"file": upload}, follow=True)
    draft = writing.new_version(questionnaire, by=cast.bruno())
    assert "being written already" in confirmed(client, shown, address).content.decode()
    version_lifecycle.perform("publish", draft, by=cast.bruno())
    refused = confirmed(client, shown, address)
    assert "Somebody changed this questionnaire" in refused.content.decode()
    assert "media::audio" in refused.content.decode()
    assert questionnaire.versions.count() == 2
    assert "Brought in" in confirmed(client, refused, address).content.decode()
    assert questionnaire.versions.first().document["items"][0]["name"] == "a"
    writing.throw_away(questionnaire.versions.first(), by=cast.chiara())
    upload.seek(0)
    client.post(address, {"file": upload})
    Upload.objects.update(at=F("at") - timedelta(hours=23))
    chores.do_all()
    assert StoredFile.objects.count() == 1
    Upload.objects.update(at=F("at") - timedelta(hours=2))
    chores.do_all()
    assert (Upload.objects.count(), StoredFile.objects.count()) == (0, 0)
