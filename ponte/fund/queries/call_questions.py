"""Questions about a call: what everybody reads, and what waits for the office."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from ponte.core import wordings
from ponte.core.registries import Task
from ponte.fund.models import Call, CallQuestion
from ponte.fund.models.vocabulary import CallState

FIELDS = {"question": gettext_lazy("Question"), "answer": gettext_lazy("Answer")}
ON_DESK = 10


def may_ask_until(call: Call) -> datetime | None:
    """Until when questions are taken: the day the call says, else its deadline; None when it takes none."""
    if call.state != CallState.PUBLISHED:
        return None
    return call.clarify_until or call.closes_at


def answered(call: Call, language: str) -> list[dict[str, Any]]:
    """What everybody reads, in the order it was answered, each text for a reader of this language."""
    rows = list(call.questions.exclude(answer="").order_by("answered_at", "pk"))
    texts = wordings.best_many(rows, FIELDS, language)
    return [
        {"row": row, "question": texts[row.pk, "question"], "answer": texts[row.pk, "answer"]} for row in rows
    ]


def waiting(call: Call) -> list[CallQuestion]:
    """What the office has not answered yet, the oldest first."""
    return list(call.questions.filter(answer="").order_by("asked_at", "pk"))


def on_desk(person: Any) -> list[Task]:
    """Calls with questions that wait for an answer, for those who answer them."""
    if not person.has_perm("fund.answer_call"):
        return []
    rows = CallQuestion.objects.filter(answer="", call__state=CallState.PUBLISHED).select_related("call")
    by_call: dict[Call, list[CallQuestion]] = {}
    for row in rows.order_by("asked_at", "pk")[:200]:
        by_call.setdefault(row.call, []).append(row)
    return [
        Task(
            ngettext("%(count)d question about %(title)s", "%(count)d questions about %(title)s", len(asked))
            % {"count": len(asked), "title": call.title},
            reverse("fund:call_questions", args=[call.reference]),
            call.clarify_until or call.closes_at,
        )
        for call, asked in list(by_call.items())[:ON_DESK]
    ]
