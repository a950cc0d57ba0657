"""Tables of a template, set up in a new engagement without anybody's data: no seats, no people, no meetings."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ponte.convene.actions.tables import set_up_table
from ponte.convene.models import Table
from ponte.convene.models.table import NAME, PURPOSE
from ponte.convene.models.vocabulary import ByLink, Duty, Frequency, TableKind, TableState
from ponte.core import wordings
from ponte.core.models import Wording
from ponte.plan.actions.starting import office_languages
from ponte.plan.models import Engagement

TABLE = "convene.table"
NATIONAL = (
    gettext_lazy("National table"),
    gettext_lazy(
        "Organisations and institutions agree for the whole country: what is needed, who does what, what is asked of "
        "ministries. It takes up what local tables cannot settle."
    ),
)
LOCAL = (
    gettext_lazy("Local table"),
    gettext_lazy(
        "Organisations of one place and its institutions share what is needed there and what each can do. "
        "What cannot be settled here goes to the national table."
    ),
)
# What a table of the template lets people do, and how it works: all of it can be changed.
SHAPE: dict[str, Any] = {
    "frequency": Frequency.MONTHLY,
    "by_link": [str(value) for value in ByLink.values],
    "duties": [str(value) for value in Duty.values],
}
COPIED: tuple[str, ...] = ("kind", "area", "locality", "time_zone", "languages", "frequency", "channels")
COPIED += ("membership_rules", "visibility", "by_link", "duties", "name", "name_language")


def preview(source: Engagement | None) -> list[str]:
    """The tables that would be set up."""
    if source is None:
        return [str(NATIONAL[0]), _("A local table for each town you name")]
    return [table.name for table in tables_of(source)]


def tables_of(source: Engagement) -> list[Table]:
    """Tables above before those below them."""
    rows = list(source.tables.exclude(state=TableState.CLOSED).order_by("pk"))
    known = {row.pk: row for row in rows}

    def depth(table: Table) -> int:
        number = 0
        while table.parent_id in known:
            table, number = known[table.parent_id], number + 1
        return number

    return sorted(rows, key=depth)


def copy(source: Engagement | None, target: Engagement, *, by: Any, made: dict[tuple[str, Any], Any]) -> None:
    """Set the tables up; `made` says under which key of the source each one is found."""
    if source is None:
        national = set_up(target, "national", NATIONAL, None, by=by, kind=TableKind.NATIONAL)
        made[TABLE, "national"] = national
        for town in target.localities or []:
            made[TABLE, f"local {town}"] = set_up(target, town, LOCAL, national, by=by, kind=TableKind.LOCAL)
        return
    for table in tables_of(source):
        parent = made.get((TABLE, table.parent_id))
        values = {name: getattr(table, name) for name in COPIED}
        row = set_up_table(values=values | {"engagement": target, "parent": parent}, by=by)
        copy_texts(table, row, by=by)
        made[TABLE, table.pk] = row


def set_up(
    target: Engagement, where: str, texts: tuple[Any, Any], parent: Table | None, *, by: Any, kind: str
) -> Table:
    """One table of the built-in template, with its texts in every language of the office."""
    languages = office_languages()
    names, purposes = {}, {}
    for language in languages:
        with override(language):
            title = str(texts[0])
            names[language] = title if parent is None else f"{title}: {where}"
            purposes[language] = str(texts[1])
    first = languages[0]
    values = SHAPE | {
        "name": names[first],
        "name_language": first,
        "kind": kind,
        "engagement": target,
        "parent": parent,
        "area": (target.residences or [""])[0],
        "locality": "" if parent is None else where,
        "languages": languages[:3],
    }
    table = set_up_table(values=values, purpose=purposes[first], by=by)
    for language in languages[1:]:
        if names[language] != names[first]:  # a text the catalogue does not have yet is no translation
            wordings.write(table, NAME, language, names[language], by=by)
            wordings.write(table, PURPOSE, language, purposes[language], by=by)
    return table


def copy_texts(source: Table, target: Table, *, by: Any) -> None:
    """Name and purpose in all their languages, the original first."""
    rows = Wording.objects.filter(kind=TABLE, subject_id=source.pk, field__in=[NAME, PURPOSE])
    for row in rows.order_by("-is_original", "language"):
        wordings.write(target, row.field, row.language, row.text, by=by, state=row.state)
