"""What an organisation took part in, as far as a reader may see."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from ponte.map.models import Organisation, TrackRecord

IN_PANEL = 5


def track_record_of(organisation: Organisation, person: Any) -> "QuerySet[TrackRecord]":
    """Newest first: all of it for the office and its own people, for others what is public."""
    rows = TrackRecord.objects.filter(organisation=organisation).select_related("evidence")
    return rows if person.has_perm("map.view_track_record", organisation) else rows.filter(is_public=True)


def panel(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """The newest lines on the page of the organisation."""
    person: Any = request.user
    rows = track_record_of(organisation, person)
    lines = list(rows[: IN_PANEL + 1])
    may_write = person.has_perm("map.change_track_record", organisation)
    if not lines and not may_write:
        return None
    return {
        "lines": lines[:IN_PANEL],
        "has_more": len(lines) > IN_PANEL,
        "url": reverse("map:track_record", args=[organisation.reference]),
        "may_write": may_write,
        "sees_all": person.has_perm("map.view_track_record", organisation),
    }
