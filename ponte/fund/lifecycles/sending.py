"""What happens to everything inside an application when it is sent, given back or withdrawn."""

import hashlib
import zlib

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from ponte.ask.lifecycles.response import lifecycle as of_answers
from ponte.ask.models import ResponseState
from ponte.core import verbs
from ponte.core.refusal import Refused
from ponte.core.workflow import Move
from ponte.fund.models import Application, Submission
from ponte.fund.models.vocabulary import Stage
from ponte.fund.queries.checklist import Checklist
from ponte.fund.queries.deadlines import is_late, refuse_when_too_late
from ponte.fund.queries.snapshot import snapshot

LOOK = "look"
verbs.declare_step(
    "fund.application", LOOK, pgettext_lazy("step of a lifecycle", "Opened while it was sealed")
)


def it_comes_in_time(application: Application) -> None:
    """The deadline has not passed; the minutes of grace count as the call says."""
    refuse_when_too_late(application)


def nothing_is_missing(application: Application) -> None:
    """Every part is there: about, questions, budget; and the sums fit the call."""
    missing = Checklist(application).missing
    if more := len(missing) - 1 if missing else 0:
        words = ngettext(
            "%(first)s One more thing is missing.", "%(first)s %(more)d more things are missing.", more
        )
        raise Refused(words % {"first": missing[0], "more": more})
    if missing:
        raise Refused(missing[0])


def it_is_a_concept(application: Application) -> None:
    """Only who wrote a concept is invited to write the proposal."""
    if application.stage != Stage.CONCEPT:
        raise Refused(_("This is the proposal already."))


def freeze(move: Move) -> None:
    """Close the answers, keep what was sent, and give a receipt: the hash of it."""
    application: Application = move.subject
    response = application.response
    if response is not None and response.is_open:
        of_answers.perform("submit", response, by=move.by, at=move.at)
    application.is_late = is_late(application, application.deadline_in(move.from_state), move.at)
    content = snapshot(application, at=move.at)
    application.receipt = hashlib.sha256(content).hexdigest()
    application.begun_sending_at = None
    application.sent += 1
    Submission.objects.create(
        application=application,
        number=application.sent,
        stage=application.stage,
        packed=zlib.compress(content, 9),
        receipt=application.receipt,
        is_late=application.is_late,
        at=move.at,
        by=move.by,
    )


def give_back(move: Move) -> None:
    """Answers open again until the day the office gives; what was sent stays kept."""
    application: Application = move.subject
    application.returned_why, application.return_until = move.facts.get("why", ""), move.facts.get("until")
    response = application.response
    if response is not None and response.state == ResponseState.SUBMITTED:
        of_answers.perform("reopen", response, by=move.by, reason=move.reason)


def open_the_proposal(move: Move) -> None:
    """The second stage begins empty; the concept stays as it was sent."""
    move.subject.stage = Stage.PROPOSAL


def close_answers(move: Move) -> None:
    """Nobody writes or uses them any more."""
    response = move.subject.response
    if response is not None and response.state != ResponseState.WITHDRAWN:
        of_answers.perform("withdraw", response, by=move.by)
