"""Series of a template: their rule and what stands on every agenda, without any meeting."""

from typing import Any

from django.utils.translation import gettext_lazy, override

from ponte.convene.actions.cloning import TABLE, tables_of
from ponte.convene.actions.series import begin_series
from ponte.convene.models import Series, Table
from ponte.convene.models.series import TITLE
from ponte.convene.models.vocabulary import Frequency, SeriesState
from ponte.core import wordings
from ponte.core.models import Wording
from ponte.plan.actions.starting import office_languages
from ponte.plan.models import Engagement

SERIES = gettext_lazy("Meetings of the national table")
STANDING = (
    (gettext_lazy("Welcome, and who is here"), "information", 10),
    (gettext_lazy("What was decided last time, and what became of it"), "discussion", 20),
)
COPIED = ("title", "language", "frequency", "weekday", "week", "at", "minutes", "zone", "standing_items")


def preview(source: Engagement | None) -> list[str]:
    """What would stand on every agenda."""
    if source is None:
        return [str(title) for title, _kind, _minutes in STANDING]
    return [item["title"] for series in series_of(source) for item in series.standing_items]


def series_of(source: Engagement) -> list[Series]:
    """Those that go on."""
    rows = Series.objects.filter(table__in=[table.pk for table in tables_of(source)])
    return list(rows.filter(state=SeriesState.RUNNING).order_by("pk"))


def copy(source: Engagement | None, target: Engagement, *, by: Any, made: dict[tuple[str, Any], Any]) -> None:
    """Begin them at the tables that were set up."""
    if source is None:
        begin_the_first(made[TABLE, "national"], by=by)
        return
    for series in series_of(source):
        values = {name: getattr(series, name) for name in COPIED}
        row = begin_series(made[TABLE, series.table_id], values=values, by=by)
        texts = Wording.objects.filter(kind="convene.series", subject_id=series.pk, field=TITLE)
        for text in texts.exclude(language=row.language).order_by("language"):
            wordings.write(row, TITLE, text.language, text.text, by=by, state=text.state)


def begin_the_first(table: Table, *, by: Any) -> Series:
    """The meetings of the national table, in every language of the office into which the catalogue puts them."""
    first, *others = office_languages()
    with override(first):
        title, rows = str(SERIES), [(str(text), kind, minutes) for text, kind, minutes in STANDING]
    texts: dict[str, list[str]] = {}
    for language in others:
        with override(language):
            texts[language] = [str(SERIES), *(str(text) for text, _kind, _minutes in STANDING)]
    items = [
        {
            "title": text,
            "kind": kind,
            "minutes": minutes,
            "texts": {code: found[at] for code, found in texts.items() if found[at] != text},
        }
        for at, (text, kind, minutes) in enumerate(rows, 1)
    ]
    values = {"title": title, "language": first, "frequency": Frequency.MONTHLY, "zone": table.time_zone}
    series = begin_series(table, values=values | {"standing_items": items}, by=by)
    for language, found in texts.items():
        if found[0] != title:  # a text the catalogue does not have yet is no translation
            wordings.write(series, TITLE, language, found[0], by=by)
    return series
