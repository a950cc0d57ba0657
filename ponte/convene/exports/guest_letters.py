"""Letters to the people of a meeting. Who is told what stands in the rows: a letter lost is written again.

A registration knows the state it was told (`told_state`) and how much of the meeting's log it has heard
(`heard_until`). Whoever differs gets one letter, about that and nothing else.
"""

from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ponte.convene.actions.guest_links import address_for
from ponte.convene.actions.places import place_in_line
from ponte.convene.exports.entries import entry_for
from ponte.convene.models import Meeting, Registration
from ponte.convene.models.meeting import MeetingState, Mode
from ponte.convene.models.registration import RegistrationState
from ponte.convene.queries.meetings import TEXT, TITLE, texts_of
from ponte.convene.queries.news import CALLED_OFF, IN_CALENDARS, News, log_of, news_for
from ponte.convene.queries.when import when_in_words
from ponte.core import outbox
from ponte.core.models.change import Change
from ponte.core.moments import moment_in_words

log = structlog.get_logger(__name__)
SHORTLY = timedelta(hours=24)
REGISTERED, WAITING = RegistrationState.REGISTERED, RegistrationState.WAITING
OFF = (MeetingState.CANCELLED, MeetingState.MOVED)
GONE = (RegistrationState.EXCUSED, RegistrationState.CANCELLED)


def tell_guests(meeting: Meeting) -> int:
    """Write to everybody who does not know yet how things stand; how many letters."""
    row = Meeting.objects.select_related("table", "series").get(pk=meeting.pk)
    if row.state == MeetingState.PLANNED:
        return 0
    history = log_of(row)
    news = [change.pk for change in history if _is_news(change)]
    behind = Q(heard_until__lt=news[-1]) & ~Q(told_state="") if news else Q(pk__in=[])
    rows = Registration.objects.filter(meeting=row, scrubbed_at=None).exclude(email="")
    to_tell = rows.filter(~Q(told_state=F("state")) | behind).order_by("pk")
    return sum(tell_guest(key, row, history) for key in to_tell.values_list("pk", flat=True))


@transaction.atomic
def tell_guest(key: int, meeting: Meeting, history: list[Change]) -> bool:
    """One person, once: two workers do not write twice."""
    guests = Registration.objects.select_for_update(of=("self",)).select_related("organisation")
    guest = guests.get(pk=key)
    guest.meeting = meeting
    template, context = letter_for(guest, meeting, news_for(guest, meeting, history))
    if template:
        write(guest, template, context)
    guest.told_state, guest.told_at = guest.state, timezone.now()
    guest.heard_until = history[-1].pk if history else 0
    if guest.state == REGISTERED and meeting.starts_at - timezone.now() < SHORTLY:
        guest.reminded_at = guest.told_at
    guest.save(update_fields=["told_state", "told_at", "heard_until", "reminded_at"])
    return bool(template)


def letter_for(guest: Registration, meeting: Meeting, news: News) -> tuple[str, dict[str, Any]]:
    """Which letter says it, if any; what a person did before it mattered to them needs none."""
    if meeting.state in OFF:
        is_told = guest.told_state in (RegistrationState.INVITED, REGISTERED, WAITING)
        is_off = is_told and guest.state not in GONE and news.is_called_off
        return ("called_off", {"reason": news.reason}) if is_off else ("", {})
    if guest.state != guest.told_state:
        if guest.state == RegistrationState.INVITED:
            return "invitation", {}
        if guest.state in GONE:
            return ("taken_back", {}) if guest.told_state else ("", {})
        context = {
            "moved_up": guest.told_state == WAITING and guest.state == REGISTERED,
            "line": place_in_line(guest) if guest.state == WAITING else 0,
            "party": list(guest.party.exclude(state=RegistrationState.CANCELLED)),
        }
        return "place", context
    if news and guest.state not in GONE:
        return "changed", {"news": _news_in_words(news, meeting, guest.language)}
    return "", {}


def remind() -> int:
    """A letter a day before to who is registered and has not heard since; how many. A chore."""
    now = timezone.now()
    rows = Registration.objects.filter(
        state=REGISTERED,
        told_state=REGISTERED,
        reminded_at=None,
        meeting__starts_at__gt=now,
        meeting__starts_at__lte=now + SHORTLY,
        meeting__state__in=(MeetingState.ANNOUNCED, MeetingState.OPEN),
    ).exclude(email="")
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    return sum(_remind_one(key) for key in keys)


@transaction.atomic
def _remind_one(key: int) -> int:
    guests = Registration.objects.select_for_update(of=("self",)).select_related("meeting__table")
    guest = guests.filter(pk=key, reminded_at=None).first()
    if guest is None:
        return 0
    write(guest, "reminder", {})
    guest.reminded_at = timezone.now()
    guest.save(update_fields=["reminded_at"])
    return 1


def tell_again(guest: Registration) -> None:
    """Somebody filled in the form again: the link goes to the address, and to nobody else."""
    write(guest, "again", {})


def write(guest: Registration, template: str, context: dict[str, Any]) -> None:
    """One letter in the reader's language, with the entry for their calendar."""
    meeting, language = guest.meeting, guest.language
    texts = texts_of([meeting], language)[meeting.pk]
    with override(language):
        facts = {
            "title": texts[TITLE].text,
            "text": texts[TEXT].text,
            "is_other_language": texts[TITLE].is_fallback,
            "when": when_in_words(meeting, language),
            "zone": meeting.zone,
            "place": meeting.place if meeting.is_in_person else "",
            "is_online": guest.mode == Mode.ONLINE,
            "meeting": meeting,
            "guest": guest,
            "table": meeting.table,
            "closes": _closes(meeting, language),
        }
        page = settings.URL + reverse("convene:meeting", args=[meeting.reference])
    is_off = meeting.state in OFF
    address = page if is_off or guest.state == RegistrationState.CANCELLED else address_for(guest)
    is_plain = template in ("again", "invitation")
    outbox.post(
        f"convene/mails/{template}",
        to=guest.email,
        language=language,
        context=facts | {"address": address} | context,
        purpose=f"convene.{template}",
        is_secret=True,
        calendar="" if is_plain or guest.state == WAITING else entry_for(guest, language),
    )


def _closes(meeting: Meeting, language: str) -> str:
    at = meeting.registration_closes_at
    return moment_in_words(at, meeting.zone, language) if at else ""


def _is_news(change: Change) -> bool:
    return change.verb in CALLED_OFF or any(name in change.values for name in IN_CALENDARS)


def _news_in_words(news: News, meeting: Meeting, language: str) -> list[tuple[str, str]]:
    """What changed, each as (what, what it is now)."""
    with override(language):
        found: dict[str, str] = {}
        for name in news.fields:
            if name in ("starts_at", "ends_at", "zone"):
                found["when"] = when_in_words(meeting, language)
            elif name == "mode":
                found[name] = meeting.get_mode_display()
            else:
                found[name] = str(getattr(meeting, name))
        return [(name, text) for name, text in found.items() if text]
