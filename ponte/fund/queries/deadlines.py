"""Whether an application may be written and sent at this moment. The server's clock decides, and nothing else."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core.moments import moment_in_words
from ponte.core.refusal import Refused
from ponte.fund.models import Application, Call
from ponte.fund.models.vocabulary import EDITABLE, ApplicationState, CallState, Channel, Late

RUNNING = frozenset({CallState.PUBLISHED, CallState.REVIEW})


def deadline_in_words(application: Application) -> str:
    """The deadline as it stands in the zone of the call; nothing where there is none."""
    deadline = application.deadline
    return moment_in_words(deadline, application.call.time_zone) if deadline else ""


def takes_drafts(call: Call, channel: str) -> bool:
    """A call takes new applications while it is published; what came on paper is also typed in later."""
    return call.state == CallState.PUBLISHED or (channel != Channel.PAGE and call.state in RUNNING)


def why_not_written(application: Application, now: datetime | None = None) -> str:
    """Why nothing can be written in it at this moment; nothing when it can."""
    call = application.call
    if application.state not in EDITABLE:
        return _("This application was submitted. Nothing can be changed, unless the office gives it back.")
    open_call = (
        takes_drafts(call, application.channel)
        if application.state == ApplicationState.DRAFT
        else call.state in RUNNING
    )
    if not open_call:
        return _("This call does not take applications any more.")
    return why_too_late(application, now or timezone.now())


def why_too_late(application: Application, now: datetime) -> str:
    """The deadline, with the minutes of grace for what was begun to be sent before it."""
    deadline = application.deadline
    if deadline is None or application.received_at is not None or now < deadline:
        return ""
    begun = application.begun_sending_at
    in_grace = begun is not None and begun < deadline and now < deadline + grace_of(application.call)
    if in_grace and application.call.late != Late.REFUSE:
        return ""
    return _("The deadline has passed: %(deadline)s. What you wrote stays here to be read.") % {
        "deadline": deadline_in_words(application)
    }


def grace_of(call: Call) -> timedelta:
    """The minutes after the deadline."""
    return timedelta(minutes=call.grace_minutes)


def refuse_when_too_late(application: Application, now: datetime | None = None) -> None:
    """Raise Refused unless it may be sent at this moment."""
    if why := why_not_written(application, now):
        raise Refused(why)
    deadline, received = application.deadline, application.received_at
    if received is not None and deadline is not None and received >= deadline:
        raise Refused(
            _("It reached the office on %(received)s, after the deadline: %(deadline)s.")
            % {
                "received": moment_in_words(received, application.call.time_zone),
                "deadline": deadline_in_words(application),
            }
        )


def is_late(application: Application, deadline: datetime | None, now: datetime) -> bool:
    """Whether it comes in the minutes of grace and the call wants that to be seen."""
    came = application.received_at or now
    return deadline is not None and came >= deadline and application.call.late == Late.FLAG
