"""The list of meetings as a screen: narrowed down, a page at a time, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.models import Meeting, Table
from ponte.convene.models.meeting import MeetingKind, MeetingState
from ponte.convene.queries.meetings import TITLE, meetings_visible_to, texts_of
from ponte.convene.queries.tables import texts_of as table_texts_of
from ponte.convene.queries.when import when_in_words
from ponte.core import languages

LENGTH = 50
UPCOMING, PAST = "upcoming", "past"
TIMES = {UPCOMING: _("To come"), PAST: _("Past")}
BADGES = {
    MeetingState.PLANNED: "plain",
    MeetingState.ANNOUNCED: "info",
    MeetingState.OPEN: "good",
    MeetingState.UNDER_WAY: "good",
    MeetingState.HELD: "plain",
    MeetingState.CANCELLED: "bad",
    MeetingState.MOVED: "warn",
}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for."""

    time: str = UPCOMING
    language: str = ""
    kind: str = ""
    table: str = ""
    page: str = "1"

    def address(self, **other: str) -> str:
        """The query of this list with something else chosen."""
        now = {"time": self.time, "language": self.language, "kind": self.kind, "table": self.table}
        return urlencode({name: value for name, value in {**now, **other}.items() if value})


def read_wanted(query: Any) -> Wanted:
    """What an address asks for; what is not known is as if it were not there."""
    time = query.get("time", UPCOMING)
    language = query.get("language", "")[:12]
    kind = query.get("kind", "")
    return Wanted(
        time=time if time in TIMES else UPCOMING,
        language=language if language and languages.is_known(language) else "",
        kind=kind if kind in MeetingKind.values else "",
        table=query.get("table", "")[:20].replace("\x00", ""),
        page=query.get("page", "1"),
    )


def find(wanted: Wanted, person: Any) -> "QuerySet[Meeting]":
    """The meetings, the next first; of past ones the last first."""
    rows, now = meetings_visible_to(person), timezone.now()
    if wanted.time == PAST:
        rows = rows.filter(ends_at__lt=now).order_by("-starts_at", "-pk")
    else:
        rows = rows.filter(ends_at__gte=now).order_by("starts_at", "pk")
    if wanted.language:
        rows = rows.filter(languages__icontains=f'"{wanted.language}"')
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.table:
        rows = rows.filter(table__reference=wanted.table)
    return rows


def page_of(wanted: Wanted, person: Any) -> Page:
    """One page of them."""
    return Paginator(find(wanted, person), LENGTH).get_page(wanted.page)


def rows_of(meetings: Sequence[Meeting], language: str) -> list[dict[str, Any]]:
    """The lines; texts of all of them in two queries."""
    texts = texts_of(meetings, language)
    tables = {row.table for row in meetings if row.table is not None}
    names = table_texts_of(list(tables), language) if tables else {}
    return [
        {
            "meeting": row,
            "title": texts[row.pk][TITLE],
            "table": names[row.table_id]["name"] if row.table_id and row.table_id in names else None,
            "when": when_in_words(row, language),
            "badge": BADGES[MeetingState(row.state)],
            "languages": [languages.name(code, language) for code in row.languages],
        }
        for row in meetings
    ]


def tables_to_choose(person: Any, language: str) -> list[tuple[str, str]]:
    """(reference, name) of tables that have meetings this person sees."""
    with_meetings = meetings_visible_to(person).order_by().values("table")
    rows = list(Table.objects.filter(pk__in=with_meetings).order_by("name", "pk")[:100])
    texts = table_texts_of(rows, language)
    return [(row.reference, texts[row.pk]["name"].text) for row in rows]
