"""Letters to interpreters, and the link by which they say yes or no without an account.

One person may interpret both ways: one letter, one link, one answer for all their channels of a meeting.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.convene.actions.letters import address_of
from ponte.convene.lifecycles.interpretation import lifecycle
from ponte.convene.models import Interpretation, Meeting
from ponte.convene.models.interpretation import InterpreterState
from ponte.convene.models.meeting import MeetingState
from ponte.convene.queries.meetings import TITLE, texts_of
from ponte.convene.queries.when import when_in_words
from ponte.core import languages, links, outbox
from ponte.core.models import SignedLink
from ponte.core.refusal import Refused

PURPOSE = "convene.interpreter"
OFF = (MeetingState.CANCELLED, MeetingState.MOVED)


def channels_of_one(channel: Interpretation) -> "QuerySet[Interpretation]":
    """Everything the same person interprets at this meeting."""
    rows = Interpretation.objects.filter(meeting=channel.meeting_id).select_related("meeting__table")
    return rows.filter(email=channel.email) if channel.email else rows.filter(pk=channel.pk)


def ask(meeting: Meeting, *, by: Any) -> int:
    """A letter to each interpreter who was not asked yet; how many. The caller holds the lock of the meeting."""
    rows = meeting.interpretation.filter(asked_at=None, state=InterpreterState.OPEN).exclude(email="")
    if meeting.is_over or meeting.state in OFF:
        return 0
    firsts = {row.email: row for row in rows.order_by("-pk")}
    for channel in firsts.values():
        channel.meeting = meeting
        links.revoke_all(PURPOSE, channel, by=by)
        days = max((meeting.ends_at - timezone.now()).days + 1, 1)
        token = links.issue(PURPOSE, channel, by=by, days=days)
        write(channel, "interpreter", by=by, token=token)
    meeting.interpretation.filter(email__in=firsts).update(asked_at=timezone.now())
    return len(firsts)


def ask_again(meeting: Meeting, *, by: Any) -> int:
    """The time is another one: whoever said yes said it to the old one, and is asked anew."""
    rows = meeting.interpretation.exclude(email="")
    rows.order_by().update(state=InterpreterState.OPEN, asked_at=None)
    return ask(meeting, by=by)


def tell_off(meeting: Meeting, *, by: Any, reason: str) -> int:
    """The meeting does not take place: whoever was asked and did not decline is told; how many."""
    rows = meeting.interpretation.exclude(email="").exclude(asked_at=None)
    firsts = {row.email: row for row in rows.exclude(state=InterpreterState.DECLINED).order_by("-pk")}
    for channel in firsts.values():
        channel.meeting = meeting
        write(channel, "interpreter_off", by=by, reason=reason)
    return len(firsts)


def write(channel: Interpretation, template: str, *, by: Any, token: str = "", reason: str = "") -> None:
    """One letter, in a language of the office that the interpreter works in."""
    meeting, language = channel.meeting, language_of(channel)
    with override(language):
        context = {
            "name": channel.interpreter,
            "title": texts_of([meeting], language)[meeting.pk][TITLE].text,
            "when": when_in_words(meeting, language),
            "place": meeting.place if meeting.is_in_person else "",
            "pairs": pairs_of(channels_of_one(channel), language),
            "reason": reason,
            "address": address_of("convene:interpreter", token, language=language) if token else "",
        }
    outbox.post(
        f"convene/mails/{template}",
        to=channel.email,
        language=language,
        context=context,
        purpose=f"convene.{template}",
        by=by,
        is_secret=True,
    )


def language_of(channel: Interpretation) -> str:
    """The language they interpret into, or out of, if our letters speak it; else that of the meeting."""
    ours = dict(settings.LANGUAGES)
    wanted = (channel.to_language, channel.from_language, channel.meeting.language)
    return next((code for code in wanted if code in ours), settings.LANGUAGE_CODE)


def pairs_of(channels: Iterable[Interpretation], language: str) -> list[str]:
    """ "Italian → Arabic"; the arrow points where the reader reads on."""
    arrow = "←" if languages.direction(language) == "rtl" else "→"
    return [
        f"{languages.name(row.from_language, language)} {arrow} {languages.name(row.to_language, language)}"
        for row in channels
    ]


def look_up(token: str) -> tuple[SignedLink, list[Interpretation]]:
    """The channels a token is about. Refused when it is forged, expired or taken back, or they interpret no more."""
    link = links.look_up(token, PURPOSE)
    channel = Interpretation.objects.select_related("meeting").filter(pk=link.subject_id).first()
    if channel is None or not channel.email:
        raise Refused(_("The office has found somebody else, or needs no interpretation any more."))
    return link, list(channels_of_one(channel))


@transaction.atomic
def answer_by_link(token: str, *, confirms: bool) -> list[Interpretation]:
    """Yes or no, for all of them at once. The link stays good: an answer can change until the meeting."""
    _link, channels = look_up(token)
    wanted = InterpreterState.CONFIRMED if confirms else InterpreterState.DECLINED
    for channel in channels:
        if channel.state != wanted:
            lifecycle.perform("confirm" if confirms else "decline", channel, by=None)
    return look_up(token)[1]
