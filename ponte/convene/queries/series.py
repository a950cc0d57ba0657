"""Series a person may see, and what their page shows."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import works_here
from ponte.convene.models import Meeting, Series
from ponte.convene.models.agenda_item import ItemKind
from ponte.convene.models.meeting import MeetingState
from ponte.convene.models.series import TITLE
from ponte.convene.models.vocabulary import SeriesState
from ponte.convene.queries.rhythm import day_after, rule_in_words
from ponte.convene.queries.tables import tables_run_by, tables_visible_to
from ponte.core import wordings
from ponte.core.models import Wording
from ponte.core.wordings import MISSING, Shown


def series_visible_to(person: Any) -> "QuerySet[Series]":
    """The scope of every page about a series: who sees the table sees its series; a stranger gets 404."""
    rows = Series.objects.select_related("table")
    return rows if works_here(person) else rows.filter(table__in=tables_visible_to(person))


def series_run_by(person: Any, *, also: int | None = None) -> "QuerySet[Series]":
    """Series that go on, in which this person may plan a meeting; `also` one that a meeting is in already."""
    tables = Q(table__in=tables_run_by(person))
    if works_here(person):
        tables |= Q(table=None)
    return Series.objects.filter(tables).filter(Q(state=SeriesState.RUNNING) | Q(pk=also))


def title_of(series: Series) -> Shown:
    """Its title for the reader."""
    return told(series, wordings.best(series, TITLE, get_language() or "en"))


def series_in_words(rows: list[Series]) -> list[tuple[Series, Shown, list[str]]]:
    """Each with its title for the reader and its rule, in one query."""
    found = wordings.best_many(rows, (TITLE,), get_language() or "en") if rows else {}
    return [(row, told(row, found[row.pk, TITLE]), rule_in_words(row)) for row in rows]


def told(series: Series, found: Shown) -> Shown:
    """A text, or the column where nobody wrote one."""
    return Shown(series.title, series.language, found.state) if found.is_missing else found


def items_of(series: Series) -> list[dict[str, Any]]:
    """The standing items in the reader's language, or in the original, which is said."""
    language = get_language() or "en"
    return [
        {
            "title": row.get("texts", {}).get(language, row["title"]),
            "language": language if language in row.get("texts", {}) else series.language,
            "minutes": row.get("minutes", 10),
            "kind": ItemKind(row.get("kind", ItemKind.INFORMATION)).label,
        }
        for row in series.standing_items
    ]


def last_meeting(series: Series) -> Meeting | None:
    """The last one that was not called off, held or to come."""
    rows = Meeting.objects.filter(series=series).exclude(state=MeetingState.CANCELLED)
    return rows.select_related("table", "series").order_by("-starts_at", "-pk").first()


def context_of(series: Series, person: Any) -> dict[str, Any]:
    """Its rule, its items, and what this person may do."""
    last = last_meeting(series)
    is_running = series.state == SeriesState.RUNNING
    may_change = person.is_authenticated and person.has_perm("convene.change_series", series)
    plans = is_running and person.is_authenticated and person.has_perm("convene.add_meeting", series)
    items = items_of(series)
    return {
        "series": series,
        "title": title_of(series),
        "rule": rule_in_words(series),
        "items": items,
        "in_part": any(row["language"] != (get_language() or "en") for row in items),
        "next_day": day_after(series, last.begins.date() if last else None, timezone.localdate())
        if is_running
        else None,
        "may_change": may_change,
        "may_plan": plans,
    }


def parts_of(series: Series) -> dict[str, tuple[Any, Mapping[str, str], Mapping[str, str]]]:
    """Title and standing items with their states and texts, for the form of languages."""
    titles = Wording.objects.filter(kind="convene.series", subject_id=series.pk, field=TITLE)
    written = dict(titles.order_by("pk").values_list("language", "text"))
    parts: dict[str, tuple[Any, Mapping[str, str], Mapping[str, str]]] = {
        TITLE: (_("Title"), wordings.states(series, TITLE), written)
    }
    for number, row in enumerate(series.standing_items):
        texts: Mapping[str, str] = {**row.get("texts", {}), series.language: row["title"]}
        states = {
            code: str(Wording.State.CONFIRMED) if code in texts else MISSING
            for code, _name in settings.LANGUAGES
        }
        parts[str(number)] = (row["title"], states, texts)
    return parts
