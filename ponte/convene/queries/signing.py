"""Who signs minutes: who chaired the meeting, as far as the table says so, and who wrote most of it down."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q

from ponte.convene.models.electing import MandateRole, MandateState
from ponte.convene.models.mandate import Mandate
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.note import Note


def chair_of(meeting: Meeting) -> str:
    """Who held the mandate of the chair on that day, or else the facilitator of the table."""
    if meeting.table is None:
        return ""
    day = meeting.begins.date()
    held = Mandate.objects.filter(table=meeting.table, role=MandateRole.CHAIR, community="", since__lte=day)
    until = Q(ended_on=None) & (Q(until=None) | Q(until__gte=day) | Q(state=MandateState.RUNNING))
    row = held.filter(until | Q(ended_on__gte=day)).order_by("-since", "-pk").first()
    facilitator = meeting.table.facilitator
    return row.name if row else (facilitator.name if facilitator else "")


def taker_of(notes: Iterable[Note]) -> str:
    """Who wrote the most; of two who wrote as much, the first by name."""
    counts = Counter(note.edited_by.name for note in notes if note.text and note.edited_by)
    return min(counts, key=lambda name: (-counts[name], name), default="")
