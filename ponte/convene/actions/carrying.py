"""The agenda of the next meeting: standing items, what stayed open, and what others bring back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.agenda_item import AgendaItem, ItemKind, ItemState
from ponte.convene.models.meeting import Meeting, MeetingState
from ponte.convene.queries.carried import waiting_for
from ponte.convene.queries.meetings import TEXT, TITLE
from ponte.core import changes, verbs, wordings

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
    new = [*_standing(meeting), *_open(meeting), *_brought(meeting)]
    last = AgendaItem.objects.filter(meeting=meeting).count()
    for position, item in enumerate(new, last + 1):
        item.meeting, item.position = meeting, position
        item.save()
        if item.carried_from is None:
            wordings.write(item, TITLE, item.language, item.title, by=by)
        else:
            _copy_texts(item.carried_from, item, by=by)
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


def _brought(meeting: Meeting) -> list[AgendaItem]:
    """Actions and texts that wait for this meeting."""
    there = set(AgendaItem.objects.filter(meeting=meeting).order_by().values_list("about_kind", "about_id"))
    return [
        AgendaItem(
            title=thing.title,
            language=thing.language,
            kind=thing.kind,
            minutes=thing.minutes,
            is_internal=thing.is_internal,
            about_kind=thing.about[0],
            about_id=thing.about[1],
        )
        for thing in waiting_for(meeting)
        if thing.about not in there
    ]


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
