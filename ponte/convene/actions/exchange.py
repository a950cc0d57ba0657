"""Questions, votes, polls and take-aways of an exchange, and who speaks at it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.convene.actions.meetings import refuse_strangers
from ponte.convene.actions.places import locked
from ponte.convene.models import (
    Meeting,
    Poll,
    PollOption,
    PollVote,
    Question,
    QuestionVote,
    Registration,
    Speaker,
    TakeAway,
)
from ponte.convene.models.exchange import PollState, QuestionState
from ponte.convene.models.meeting import MeetingState
from ponte.convene.models.registration import RegistrationState
from ponte.core import changes, verbs, wordings
from ponte.core.refusal import Refused

TEXT, BIOGRAPHY = "text", "biography"
LONGEST_QUESTION = 500
MOST_QUESTIONS = 3  # of one person, that wait
TAKES_QUESTIONS = (MeetingState.ANNOUNCED, MeetingState.OPEN, MeetingState.UNDER_WAY)


def refuse_unless_there(registration: Registration) -> None:
    """Only who is registered asks and votes, and only until the meeting is closed."""
    if registration.state != RegistrationState.REGISTERED:
        raise Refused(_("Only who is registered can ask and vote."))
    if registration.meeting.state not in TAKES_QUESTIONS:
        raise Refused(_("This meeting takes no questions and no votes any more."))


@transaction.atomic
def ask(registration: Registration, text: str, language: str, *, shows_name: bool) -> Question:
    """Put a question into the queue; the moderator sees it first."""
    locked(registration.meeting)
    registration.refresh_from_db()
    refuse_unless_there(registration)
    words = text.strip()
    if not words:
        raise Refused(_("Write your question."))
    if len(words) > LONGEST_QUESTION:
        raise Refused(
            _("A question has at most %(most)d characters. Shorten it.") % {"most": LONGEST_QUESTION}
        )
    waiting = Question.objects.filter(registration=registration, state=QuestionState.WAITING)
    if waiting.count() >= MOST_QUESTIONS:
        raise Refused(_("Your earlier questions wait for the moderator. Let others ask, too."))
    question = Question.objects.create(
        meeting=registration.meeting, registration=registration, shows_name=shows_name
    )
    wordings.write(question, TEXT, language, words, by=None)
    return question


@transaction.atomic
def vote(question: Question, registration: Registration) -> int:
    """Want to hear the answer; pressed again, not any more. The number of votes."""
    locked(registration.meeting)
    registration.refresh_from_db()
    refuse_unless_there(registration)
    if question.meeting_id != registration.meeting_id or question.state != QuestionState.SHOWN:
        raise Refused(_("This question cannot be voted for now."))
    mine = QuestionVote.objects.filter(question=question, registration=registration)
    if not mine.delete()[0]:
        QuestionVote.objects.create(question=question, registration=registration)
    return question.votes.count()


@transaction.atomic
def moderate(question: Question, state: str, *, by: Any) -> None:
    """Show, answer or decline a question."""
    refuse_strangers(question.meeting, by=by)
    if state not in QuestionState.values:
        raise Refused(_("There is no such state."))
    before = {"state": question.state}
    question.state = state
    question.save(update_fields=["state"])
    changes.record(question, by=by, verb=verbs.EDIT, before=before, after={"state": state})


@transaction.atomic
def translate(thing: Any, field: str, language: str, text: str, *, by: Any) -> None:
    """A question, a poll, a biography or a take-away in one more language."""
    refuse_strangers(thing.meeting, by=by)
    wordings.write(thing, field, language, text, by=by)


@transaction.atomic
def prepare_poll(meeting: Meeting, *, text: str, options: Sequence[str], language: str, by: Any) -> Poll:
    """A poll with its answers; nobody sees it before it is opened."""
    refuse_strangers(meeting, by=by)
    answers = list(dict.fromkeys(option.strip() for option in options if option.strip()))
    if not 2 <= len(answers) <= 10:
        raise Refused(_("Give between two and ten different answers, one on each line."))
    poll = Poll.objects.create(meeting=meeting)
    wordings.write(poll, TEXT, language, text, by=by)
    for position, answer in enumerate(answers, 1):
        wordings.write(PollOption.objects.create(poll=poll, position=position), TEXT, language, answer, by=by)
    return poll


@transaction.atomic
def turn_poll(poll: Poll, state: str, *, by: Any) -> None:
    """Open or close it. A closed one stays closed: its numbers were shown."""
    refuse_strangers(poll.meeting, by=by)
    now = Poll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    allowed = {PollState.DRAFT: PollState.OPEN, PollState.OPEN: PollState.CLOSED}
    if allowed.get(PollState(now.state)) != state:
        raise Refused(_("This poll cannot be opened or closed now."))
    now.state = state
    now.save(update_fields=["state"])
    changes.append(now, by=by, verb=verbs.EDIT, values={"state": {"before": poll.state, "after": state}})


@transaction.atomic
def answer_poll(poll: Poll, option: int, registration: Registration) -> None:
    """One answer each, which may be changed while the poll is open."""
    now = Poll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    registration.refresh_from_db()
    refuse_unless_there(registration)
    if now.meeting_id != registration.meeting_id or now.state != PollState.OPEN:
        raise Refused(_("This poll is not open."))
    chosen = PollOption.objects.filter(poll=now, pk=option).first()
    if chosen is None:
        raise Refused(_("Choose one of the answers."))
    PollVote.objects.update_or_create(poll=now, registration=registration, defaults={"option": chosen})


@transaction.atomic
def keep_speaker(
    speaker: Speaker, *, values: Mapping[str, Any], biography: str, language: str, by: Any
) -> Speaker:
    """Add or change somebody on the panel; without a date of consent they are shown by their role only."""
    refuse_strangers(speaker.meeting, by=by)
    for name, value in values.items():
        setattr(speaker, name, value)
    is_new = speaker.pk is None
    if is_new:
        speaker.position = speaker.meeting.speakers.count() + 1
    speaker.full_clean()
    speaker.save()
    wordings.write(speaker, BIOGRAPHY, language, biography, by=by)
    verb = verbs.CREATE if is_new else verbs.EDIT
    changes.append(speaker, by=by, verb=verb, values={})
    return speaker


@transaction.atomic
def remove_speaker(speaker: Speaker, *, by: Any) -> None:
    """Off the panel, with what was told of them."""
    refuse_strangers(speaker.meeting, by=by)
    wordings.forget(speaker)
    changes.append(speaker, by=by, verb=verbs.DELETE, values={})
    speaker.delete()


@transaction.atomic
def add_take_away(meeting: Meeting, *, text: str, language: str, by: Any) -> TakeAway:
    """One thing people took home."""
    refuse_strangers(meeting, by=by)
    found = TakeAway.objects.create(meeting=meeting, position=meeting.take_aways.count() + 1)
    wordings.write(found, TEXT, language, text, by=by)
    changes.append(found, by=by, verb=verbs.CREATE, values={})
    return found


@transaction.atomic
def remove_take_away(found: TakeAway, *, by: Any) -> None:
    """Not a take-away after all."""
    refuse_strangers(found.meeting, by=by)
    wordings.forget(found)
    found.delete()
