"""The agenda of the next meeting: standing items, what stayed open, and what others bring back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.agenda_item import AgendaItem, ItemKind, ItemState
from ponte.convene.models.meeting import Meeting, MeetingKind, MeetingState
from ponte.convene.queries.carried import ComesBack, waiting_for
from ponte.convene.queries.meetings import TEXT, TITLE
from ponte.core import changes, verbs, wordings

TO_COME = (MeetingState.PLANNED, MeetingState.ANNOUNCED, MeetingState.OPEN)
CARRY = "carry_over"
verbs.declare_step("convene.meeting", CARRY, _("Agenda carried over"))


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last one of the series before this one that was not called off."""
    if meeting.series_id is None:
        return None
    earlier = Meeting.objects.filter(series=meeting.series_id, starts_at__lt=meeting.starts_at)
    return earlier.exclude(state=MeetingState.CANCELLED).order_by("-starts_at", "-pk").first()


@transaction.atomic
def carry_over(meeting: Meeting, *, by: Any) -> int:
    """Put onto the agenda what is not there yet; the number of new items. Done twice, it adds nothing twice."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    own = [*_standing(meeting), *_open(meeting)]
    return _add(meeting, own, _new_among(waiting_for(meeting), meeting), by=by)


@transaction.atomic
def bring_to_the_next(meeting: Meeting, about: tuple[str, int], *, by: Any) -> Meeting | None:
    """What came up after the next agenda was begun goes onto it by itself; the meeting, if it is news there.

    Only this one thing: what a facilitator took off that agenda stays off.
    """
    after = max(meeting.starts_at, timezone.now())
    coming = Meeting.objects.filter(table=meeting.table_id, starts_at__gt=after, state__in=TO_COME)
    row = coming.exclude(kind=MeetingKind.EXCHANGE).order_by("starts_at", "pk").first()
    if meeting.table_id is None or row is None:
        return None
    following = Meeting.objects.select_for_update(of=("self",)).get(pk=row.pk)
    things = [thing for thing in waiting_for(following) if thing.about == about]
    return following if _add(following, [], _new_among(things, following), by=by) else None


def _add(meeting: Meeting, own: list[AgendaItem], things: list[ComesBack], *, by: Any) -> int:
    standing = meeting.series.standing_items if meeting.series else []
    texts: dict[Any, Mapping[str, str]] = {row["title"]: row.get("texts", {}) for row in standing}
    texts |= {thing.about: thing.texts for thing in things}
    new = [*own, *map(_item_of, things)]
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0
    for position, item in enumerate(new, last + 1):
        item.meeting, item.position = meeting, position
        item.save()
        if item.carried_from is not None:
            _copy_texts(item.carried_from, item, by=by)
            continue
        wordings.write(item, TITLE, item.language, item.title, by=by)
        key = item.title if item.is_standing else (item.about_kind, item.about_id)
        for language, text in texts.get(key, {}).items():
            wordings.write(item, TITLE, language, text, by=by)
    if new:
        changes.append(meeting, by=by, verb=CARRY, values={}, note=str(len(new)))
    return len(new)


def _standing(meeting: Meeting) -> list[AgendaItem]:
    """The standing items of the series, unless they stand there."""
    if meeting.series is None:
        return []
    there = set(
        AgendaItem.objects.filter(meeting=meeting, is_standing=True)
        .order_by()
        .values_list("title", flat=True)
    )
    return [
        AgendaItem(
            title=row["title"],
            language=row.get("language") or meeting.series.language,
            kind=row.get("kind", ItemKind.INFORMATION),
            minutes=row.get("minutes", 10),
            is_standing=True,
        )
        for row in meeting.series.standing_items
        if row["title"] not in there
    ]


def _open(meeting: Meeting) -> list[AgendaItem]:
    """What the meeting before put off."""
    before = meeting_before(meeting)
    if before is None:
        return []
    there = AgendaItem.objects.filter(meeting=meeting).order_by().values("carried_from")
    left = AgendaItem.objects.filter(meeting=before, state=ItemState.PUT_OFF, is_standing=False)
    rows = left.exclude(pk__in=there.exclude(carried_from=None)).order_by("position", "pk")
    copied = ("title", "language", "kind", "minutes", "owner_id", "owner_organisation_id", "owner_name")
    return [
        AgendaItem(
            **{name: getattr(row, name) for name in copied}, is_internal=row.is_internal, carried_from=row
        )
        for row in rows
    ]


def _new_among(things: list[ComesBack], meeting: Meeting) -> list[ComesBack]:
    """Those that do not stand on this agenda yet."""
    there = set(AgendaItem.objects.filter(meeting=meeting).order_by().values_list("about_kind", "about_id"))
    return [thing for thing in things if thing.about not in there]


def _item_of(thing: ComesBack) -> AgendaItem:
    """An action, a text or a decision that waits, as an item."""
    return AgendaItem(
        title=thing.title[:300],
        language=thing.language,
        kind=thing.kind,
        minutes=thing.minutes,
        is_internal=thing.is_internal,
        about_kind=thing.about[0],
        about_id=thing.about[1],
    )


def _copy_texts(old: AgendaItem, new: AgendaItem, *, by: Any) -> None:
    for field in (TITLE, TEXT):
        rows = [
            (language, state)
            for language, state in wordings.states(old, field).items()
            if state != wordings.MISSING
        ]
        for language, state in rows:
            shown = wordings.best(old, field, language, drafts=True)
            wordings.write(new, field, language, shown.text, by=by, state=state)
