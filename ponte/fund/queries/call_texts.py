"""The texts of calls in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ponte.core import wordings
from ponte.core.models import Wording
from ponte.core.wordings import Shown
from ponte.fund.models import Call

# Every text of a call, with what it is called; the columns `title` and `summary` hold the original of two of them.
TEXTS: Mapping[str, Any] = {
    "title": _("Title"),
    "summary": _("In short"),
    "background": _("Background"),
    "results": _("What we hope to see"),
    "eligible_costs": _("What the money may be spent on"),
    "exclusions": _("What is not paid for"),
    "how_decided": _("How it is decided"),
}
COLUMNS = ("title", "summary")


def texts_of(
    calls: Sequence[Call], language: str, fields: Sequence[str] = COLUMNS
) -> dict[int, dict[str, Shown]]:
    """{key: {field: text}} for a reader of this language, in one query."""
    found = wordings.best_many(calls, fields, language)
    told: dict[int, dict[str, Shown]] = {}
    for row in calls:
        texts = {field: found[row.pk, field] for field in fields}
        for field in set(COLUMNS) & set(fields):
            if texts[field].is_missing and getattr(row, field):
                is_fallback = row.language != language
                texts[field] = Shown(getattr(row, field), row.language, "confirmed", is_fallback=is_fallback)
        told[row.pk] = texts
    return told


def title_of(call: Call, language: str) -> str:
    """Its title for a reader of this language."""
    return texts_of([call], language)[call.pk]["title"].text


def written(thing: Model, fields: Iterable[str] = TEXTS) -> dict[str, dict[str, str]]:
    """{field: {language: text}} as they are written."""
    found: dict[str, dict[str, str]] = {field: {} for field in fields}
    rows = Wording.objects.filter(kind=thing._meta.label_lower, subject_id=thing.pk, field__in=list(found))
    for row in rows.order_by("pk"):
        found[row.field][row.language] = row.text
    return found


def to_translate(thing: Model, labels: Mapping[str, Any]) -> dict[str, Any]:
    """{field: (label, {language: state}, {language: text})}: what the form of texts in languages takes."""
    texts = written(thing, labels)
    return {field: (label, wordings.states(thing, field), texts[field]) for field, label in labels.items()}
