"""What people ask about a call, and the answer everybody reads."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.core import changes, verbs, wordings
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.actions.call_letters import tell_who_asked
from ponte.fund.models import Call, CallQuestion
from ponte.fund.queries.call_questions import may_ask_until

MOST_WAITING = 5  # of one person, for one call


@transaction.atomic
def ask(call: Call, question: str, *, language: str, by: Any) -> CallQuestion:
    """Send the office a question. Refused once the time for questions is over."""
    if not by.has_perm("fund.ask_call", call):
        raise NotPermitted(_("You are not permitted to do this."))
    until = may_ask_until(call)
    if until is None or timezone.now() >= until:
        raise Refused(_("The time for questions is over. Read the answers to those of others."))
    waiting = CallQuestion.objects.filter(call=call, asked_by=by, answer="").count()
    if waiting >= MOST_WAITING:
        raise Refused(
            ngettext(
                "One question of yours waits for an answer. Wait for it first.",
                "%(count)d questions of yours wait for an answer. Wait for it first.",
                waiting,
            )
            % {"count": waiting}
        )
    row = CallQuestion(call=call, question=question, language=language, asked_by=by)
    row.full_clean()
    row.save()
    wordings.write(row, "question", language, question, by=by)
    return row


@transaction.atomic
def answer(row: CallQuestion, *, question: str, answer: str, language: str, by: Any) -> CallQuestion:
    """Publish an answer, or correct it; the office may word the question so that it names nobody."""
    only_the_office(row, by=by)
    row = CallQuestion.objects.select_for_update(of=("self",)).select_related("call").get(pk=row.pk)
    is_new = not row.answer
    before = {"question": row.question, "answer": row.answer}
    row.question, row.answer, row.answer_language = question, answer, language
    if is_new:
        row.answered_at, row.answered_by = timezone.now(), by
    row.full_clean()
    row.save()
    wordings.write(row, "question", row.language, question, by=by)
    wordings.write(row, "answer", language, answer, by=by)
    after = {"question": question, "answer": answer}
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=after)
    if is_new:
        tell_who_asked(row)
    return row


@transaction.atomic
def translate(row: CallQuestion, texts: list[tuple[str, str, str]], *, by: Any) -> None:
    """(field, language, text): question and answer in more languages. The original itself is changed by `answer`."""
    only_the_office(row, by=by)
    originals = {"question": row.language, "answer": row.answer_language}
    for field, language, text in texts:
        if language == originals[field]:
            raise Refused(_("The original is changed where you answer, not among the translations."))
        wordings.write(row, field, language, text, by=by)


@transaction.atomic
def take_away(row: CallQuestion, *, by: Any) -> None:
    """Delete what is no question about the call."""
    only_the_office(row, by=by)
    if row.answer:
        raise Refused(_("This is answered, and people have read it. Correct the answer instead."))
    wordings.forget(row)
    row.delete()
    changes.append(row.call, by=by, verb=verbs.EDIT, values={}, note=_("Question taken away"))


def only_the_office(row: CallQuestion, *, by: Any) -> None:
    """Whoever may not answer goes no further."""
    if not by.has_perm("fund.answer_call", row.call):
        raise NotPermitted(_("You are not permitted to do this."))
