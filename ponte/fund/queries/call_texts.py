"""The texts of calls in the reader's language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Box:
    """One text of a call, or of a part of it, as somebody translates it. `key` names it in a form."""

    key: str
    label: str
    thing: Model
    field: str
    original: str
    text: str
    state: str


def boxes_of(call: Call, language: str) -> list[Box]:
    """Every text in one language, with the original beside it.

    In the language of the call only its own texts: criteria, categories and rules are worded on their own screens.
    """
    found = boxes(call, {name: str(label) for name, label in TEXTS.items()}, language, lambda _row: "")
    if language == call.language:
        return found
    for rows, labels in (
        (call.criteria.all(), {"name": _("Criterion"), "help": _("What to look for")}),
        (call.categories.all() if call.has_budget else [], {"label": _("Category")}),
        (call.rules.all(), {"note": _("How to get there")}),
    ):
        for row in rows:
            found += boxes(row, labels, language, str)
    return found


def boxes(thing: Model, labels: Mapping[str, Any], language: str, titled: Callable[[Any], str]) -> list[Box]:
    """The texts of one thing; one that nobody wrote in the original has nothing to be translated."""
    rows = Wording.objects.filter(kind=thing._meta.label_lower, subject_id=thing.pk).order_by("pk")
    known = {(row.field, row.language): row for row in rows}
    originals = {row.field: row for row in known.values() if row.is_original}
    found = []
    for field, label in labels.items():
        original, here = originals.get(field), known.get((field, language))
        if original is None and not isinstance(thing, Call):
            continue
        title = titled(thing)
        found.append(
            Box(
                key=f"{thing._meta.model_name}-{thing.pk}-{field}",
                label=f"{label}: {title}" if title else str(label),
                thing=thing,
                field=field,
                original=original.text if original and original.language != language else "",
                text=here.text if here else "",
                state=here.state if here else wordings.MISSING,
            )
        )
    return found


def languages_of(call: Call) -> list[str]:
    """The languages in which it can be written, its own first."""
    return list(dict.fromkeys([call.language, *wordings.states(call, "title")]))


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
