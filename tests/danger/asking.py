"""Addresses of questionnaires and answers, filled with one that everybody may answer and one of the office."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ponte.ask.actions import answering, writing
from ponte.ask.lifecycles.response import lifecycle
from ponte.ask.models import Answer, Response
from tests.factories import ask, cast

HIDDEN = "Lanternhidden"
Fill = Callable[[dict[str, Any]], list[dict[str, Any]]]


class Said:
    """An answer nobody else may read."""

    path, value, edition = "name", HIDDEN, 9


def things() -> dict[str, Any]:
    """A questionnaire with a newer version being written; answers that Elena submitted, and others she began."""
    questionnaire = ask.published()
    submitted = ask.response(questionnaire)
    answering.save_answers(submitted, [Said], by=cast.elena())
    lifecycle.perform("submit", submitted, by=cast.elena())
    begun = ask.response(questionnaire)
    answering.save_answers(begun, [Said], by=cast.elena())
    upload = SimpleUploadedFile("paper.pdf", f"%PDF-1.7 {HIDDEN}".encode())
    answering.attach(begun, "paper", upload, by=cast.elena())
    writing.new_version(questionnaire, by=cast.chiara())
    return {"questionnaire": questionnaire, "responses": [submitted, begun]}


def of_questionnaire(**more: Any) -> Fill:
    """The questionnaire."""
    return lambda made: [{"reference": made["questionnaire"].reference, **more}]


def of_responses(**more: Any) -> Fill:
    """Both sheets of answers."""
    return lambda made: [{"reference": row.reference, **more} for row in made["responses"]]


def files(made: dict[str, Any]) -> list[dict[str, Any]]:
    """The file that is an answer."""
    rows: list[Response] = made["responses"]
    found = Answer.objects.filter(response__in=rows).exclude(file=None).select_related("response")
    return [{"reference": row.response.reference, "pk": row.pk} for row in found]


FILLED: dict[str, Fill] = {
    "ask:response": of_responses(),
    "ask:screen": of_responses(number=1),
    "ask:save": of_responses(),
    "ask:response_step": of_responses(name="withdraw"),
    "ask:settle": of_responses(),
    "ask:newer": of_responses(),
    "ask:upload": of_responses(),
    "ask:answer_file": files,
    "ask:response_download": lambda made: [
        {"reference": row.reference, "form": form} for row in made["responses"] for form in ("xlsx", "docx")
    ],
    "ask:start": of_questionnaire(),
    "ask:responses": of_questionnaire(),
    "ask:all_answers": of_questionnaire(form="csv"),
    "ask:questionnaire": of_questionnaire(),
    "ask:write": of_questionnaire(),
    "ask:head": of_questionnaire(),
    "ask:question_new": of_questionnaire(),
    "ask:question": of_questionnaire(name="kids"),
    "ask:question_move": of_questionnaire(name="kids"),
    "ask:question_remove": of_questionnaire(name="langs"),
    "ask:new_version": of_questionnaire(),
    "ask:newer_version": of_questionnaire(),
    "ask:throw_away": of_questionnaire(),
    "ask:preview": of_questionnaire(number=1),
    "ask:preview_live": of_questionnaire(number=1),
    "ask:compare": of_questionnaire(number=2),
    "ask:version_step": of_questionnaire(number=1, name="retire"),
    "ask:version_download": lambda made: [
        {"reference": made["questionnaire"].reference, "number": 1, "form": form}
        for form in ("xlsform", "xlsx", "docx")
    ],
}
