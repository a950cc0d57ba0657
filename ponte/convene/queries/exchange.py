"""What the page of an exchange shows: the panel, questions with votes, polls with their numbers, take-aways."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from ponte.convene.models import Meeting, Poll, PollOption, PollVote, Question, QuestionVote, Registration
from ponte.convene.models.exchange import PollState, QuestionState
from ponte.core import wordings

TEXT, BIOGRAPHY = "text", "biography"
IN_QUEUE = (QuestionState.SHOWN, QuestionState.ANSWERED)


def panel_of(meeting: Meeting, language: str) -> list[dict[str, Any]]:
    """Who speaks; who did not agree to be named is there by their role."""
    rows = list(meeting.speakers.select_related("organisation"))
    texts = wordings.best_many(rows, [BIOGRAPHY], language)
    return [
        {
            "speaker": row,
            "is_named": row.consented_on is not None,
            "biography": texts[row.pk, BIOGRAPHY],
        }
        for row in rows
    ]


def questions_of(
    meeting: Meeting, language: str, *, states: Iterable[str] = IN_QUEUE, reader: Registration | None = None
) -> list[dict[str, Any]]:
    """The queue, most wanted first, what is answered last; with whether this reader voted for each."""
    rows = list(
        Question.objects.filter(meeting=meeting, state__in=list(states))
        .select_related("registration")
        .annotate(number=Count("votes"))
        .order_by("asked_at", "pk")
    )
    rows.sort(key=lambda row: (row.state == QuestionState.ANSWERED, -row.number))
    mine: set[int] = set()
    if reader is not None:
        own = QuestionVote.objects.filter(registration=reader).order_by()
        mine = set(own.values_list("question_id", flat=True))
    texts = wordings.best_many(rows, [TEXT], language)
    return [
        {
            "question": row,
            "text": texts[row.pk, TEXT],
            "votes": row.number,
            "is_mine": row.pk in mine,
            "asker": row.registration.name if row.shows_name and row.registration else "",
        }
        for row in rows
    ]


def polls_of(
    meeting: Meeting, language: str, *, drafts: bool = False, reader: Registration | None = None
) -> list[dict[str, Any]]:
    """Open and closed polls; the numbers of an open one are shown to nobody who could still be led by them."""
    states = [PollState.OPEN, PollState.CLOSED, *([PollState.DRAFT] if drafts else [])]
    polls = list(Poll.objects.filter(meeting=meeting, state__in=states).order_by("pk"))
    options = list(
        PollOption.objects.filter(poll__in=polls).annotate(number=Count("votes")).order_by("position", "pk")
    )
    texts = wordings.best_many(polls, [TEXT], language)
    answers = wordings.best_many(options, [TEXT], language)
    mine: dict[int, int] = {}
    if reader is not None:
        own = PollVote.objects.filter(registration=reader).order_by()
        mine = dict(own.values_list("poll_id", "option_id"))
    found = []
    for poll in polls:
        own_options = [option for option in options if option.poll_id == poll.pk]
        total = sum(option.number for option in own_options)
        found.append(
            {
                "poll": poll,
                "text": texts[poll.pk, TEXT],
                "total": total,
                "chosen": mine.get(poll.pk),
                "shows_numbers": poll.state == PollState.CLOSED or drafts,
                "options": [
                    {
                        "option": option,
                        "text": answers[option.pk, TEXT],
                        "votes": option.number,
                        "share": round(100 * option.number / total) if total else 0,
                    }
                    for option in own_options
                ],
            }
        )
    return found


def take_aways_of(meeting: Meeting, language: str) -> list[dict[str, Any]]:
    """What people took home."""
    rows = list(meeting.take_aways.all())
    texts = wordings.best_many(rows, [TEXT], language)
    return [{"take_away": row, "text": texts[row.pk, TEXT]} for row in rows]
