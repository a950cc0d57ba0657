"""Series of meetings: begun, changed, put into languages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.convene.models import Series, Table
from ponte.convene.models.series import TITLE
from ponte.core import changes, verbs, wordings
from ponte.core.refusal import NotPermitted, Refused

MOST_ITEMS = 30
KEPT = ("title", "language", "frequency", "weekday", "week", "at", "minutes", "zone", "standing_items")


def kept(series: Series) -> dict[str, Any]:
    """What the log compares."""
    return {name: getattr(series, name) for name in KEPT}


def permit(permission: str, series: Series, by: Any) -> None:
    """Refuse whoever may not do this; `by` None is the system itself."""
    if by is not None and not by.has_perm(permission, series):
        raise NotPermitted(_("You are not permitted to do this."))


@transaction.atomic
def begin_series(table: Table | None, *, values: Mapping[str, Any], by: Any) -> Series:
    """A row of meetings of a table. ValidationError says what is wrong."""
    series = Series(table=table, **values)
    permit("convene.add_series", series, by)
    save(series)
    changes.record(series, by=by, verb=verbs.CREATE, before={}, after=kept(series))
    wordings.write(series, TITLE, series.language, series.title, by=by)
    return series


@transaction.atomic
def change_series(series: Series, *, values: Mapping[str, Any], by: Any) -> Series:
    """Give it these values. Agendas that were begun stay as they are; a standing item keeps its translations."""
    row = Series.objects.select_for_update(of=("self",)).select_related("table").get(pk=series.pk)
    permit("convene.change_series", row, by)
    before = kept(row)
    for name, value in values.items():
        setattr(row, name, value)
    texts = {item["title"]: item.get("texts", {}) for item in before["standing_items"]}
    row.standing_items = [{"texts": texts.get(item["title"], {}), **item} for item in row.standing_items]
    save(row)
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=kept(row))
    wordings.write(row, TITLE, row.language, row.title, by=by)
    return row


@transaction.atomic
def translate_series(series: Series, *, texts: Iterable[tuple[str, str, str]], by: Any) -> None:
    """Texts in languages: ("title", language, text), and ("3", language, text) for the fourth standing item."""
    row = Series.objects.select_for_update(of=("self",)).select_related("table").get(pk=series.pk)
    permit("convene.change_series", row, by)
    before = kept(row)
    for part, language, text in texts:
        if part == TITLE:
            if language == row.language and not text:
                raise Refused(_("There is no text yet. Write one first."))
            wordings.write(row, TITLE, language, text, by=by)
            row.title = text[:200] if language == row.language else row.title
            continue
        item = row.standing_items[int(part)]
        if language == row.language:
            item["title"] = text[:300] or item["title"]
        else:
            item["texts"] = {**item.get("texts", {}), language: text[:300]}
            item["texts"] = {code: said for code, said in item["texts"].items() if said}
    save(row)
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=kept(row))


def save(series: Series) -> None:
    """Kept, if it is in order."""
    if len(series.standing_items) > MOST_ITEMS:
        raise Refused(
            _("A series has at most %(most)d standing items. Put the others onto one agenda.")
            % {"most": MOST_ITEMS}
        )
    series.full_clean()
    series.save()
