"""The demo: one published questionnaire in three languages, with answers of two people of the cast."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from ponte.ask.actions import answering, responses, writing
from ponte.ask.document.plain import from_plain
from ponte.ask.lifecycles.response import lifecycle as of_responses
from ponte.ask.lifecycles.version import lifecycle as of_versions
from ponte.ask.models import Questionnaire, Response

FILE = Path(settings.BASE_DIR) / "demo" / "rapid_assessment.json"


@dataclass(frozen=True)
class Said:
    """An answer of the demo."""

    path: str
    value: Any
    edition: int = 1_000


def create(people: Mapping[str, Any], *, about: str = "ask.person") -> Questionnaire:
    """Written and published by Chiara."""
    document = from_plain(json.loads(FILE.read_text(encoding="utf-8")))
    version = writing.write_questionnaire(document, by=people["chiara"], about=about)
    of_versions.perform("publish", version, by=people["chiara"])
    return version.questionnaire


def answer(questionnaire: Questionnaire, subject: str, values: Mapping[str, Any], *, by: Any) -> Response:
    """Answers of somebody, submitted when nothing is missing."""
    response = responses.start(questionnaire, subject, by=by)
    answering.save_answers(response, [Said(path, value) for path, value in values.items()], by=by)
    if "agrees" in values:
        of_responses.perform("submit", response, by=by)
    return response
