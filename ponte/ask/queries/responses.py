"""Answers as they stand."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from ponte.ask import subjects
from ponte.ask.document.evaluation import Evaluation
from ponte.ask.document.plain import fingerprint
from ponte.ask.document.stored import Stored
from ponte.ask.models import Answer, Questionnaire, Response, ResponseState
from ponte.ask.subjects import subject_kinds
from ponte.core.models import StoredFile


def answers_of(response: Response) -> dict[str, Stored]:
    """What was said, by path."""
    return dict(Answer.objects.filter(response=response).order_by("path").values_list("path", "value"))


def evaluated(response: Response, answers: Mapping[str, Stored] | None = None) -> Evaluation:
    """What is asked, missing and wrong now. Time stands still while it is worked out."""
    now = timezone.localtime(response.submitted_at if response.state == ResponseState.SUBMITTED else None)
    facts = {"start": timezone.localtime(response.started_at), "end": now, "today": now.date()}
    given = answers_of(response) if answers is None else answers
    return Evaluation(response.version.form, given, now, get_language() or "en", facts)


def has_rivals(response: Response) -> bool:
    """Somewhere two people wrote different things."""
    return Answer.objects.filter(response=response, has_rival=True).exists()


def seal_of(response: Response) -> str:
    """A hash of what was asked and answered, files by what is in them."""
    files = Answer.objects.filter(response=response).exclude(file=None).order_by("path")
    return fingerprint(
        {
            "reference": response.reference,
            "subject": response.subject,
            "questions": response.version.document_hash,
            "answers": answers_of(response),
            "files": dict(files.values_list("path", "file__sha256")),
        }
    )


def standing(response: Response) -> str:
    """A hash of how the answers stand, for whoever looked at them and comes back."""
    return fingerprint({"questions": response.version.document_hash, "answers": answers_of(response)})


def own_subjects(person: Any) -> list[tuple[str, str]]:
    """(subject, title) of all for whom a person may answer."""
    return [
        (f"{name}:{key}", title) for name, kind in subject_kinds.items() for key, title in kind.of(person)
    ]


def own_responses(person: Any) -> QuerySet[Response]:
    """Answers about whom a person speaks for."""
    subjects = [subject for subject, _title in own_subjects(person)]
    rows = Response.objects.filter(subject__in=subjects).select_related("questionnaire", "version")
    return rows.order_by("-started_at", "-pk")


def rows_of(response: Response) -> dict[str, Answer]:
    """The rows of answers by path, with files and who wrote otherwise."""
    rows = Answer.objects.filter(response=response).select_related("file", "rival_by").order_by("path")
    return {row.path: row for row in rows}


def read_here(questionnaire: Questionnaire) -> "QuerySet[Response]":
    """Answers the office reads on pages of ask: none where another domain says who reads them."""
    kind, _key = subjects.parted(questionnaire.about)
    rows = questionnaire.responses.all()
    return rows if kind is None or kind.may_read is None else rows.none()


def submitted_to(questionnaire: Questionnaire) -> "QuerySet[Response]":
    """What came in, the newest first."""
    return read_here(questionnaire).exclude(state="draft").order_by("-submitted_at", "-pk")


def is_an_answer(stored: StoredFile) -> bool:
    """The file was given as an answer: whoever may read the answers opens it there."""
    return Answer.objects.filter(file=stored).exists()
