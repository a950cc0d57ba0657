"""Setting up tables and changing them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.convene.models import Table
from ponte.convene.models.table import NAME, PURPOSE
from ponte.core import changes, verbs, wordings
from ponte.core.refusal import NotPermitted, Refused

KEPT = tuple(
    field.name
    for field in Table._meta.concrete_fields
    if field.editable and not field.primary_key and field.name not in ("reference", "state")
)


def kept(table: Table) -> dict[str, Any]:
    """What the log compares."""
    return {name: getattr(table, name) for name in KEPT}


@transaction.atomic
def set_up_table(*, values: Mapping[str, Any], by: Any, purpose: str = "") -> Table:
    """A new table. `by` None is the system: a demo, a template."""
    if by is not None and not by.has_perm("convene.add_table"):
        raise NotPermitted(_("You are not permitted to do this."))
    table = Table(**values)
    table.full_clean()
    table.save()
    changes.record(table, by=by, verb=verbs.CREATE, before={}, after=kept(table))
    write_texts(table, purpose=purpose, by=by)
    return table


@transaction.atomic
def change_table(table: Table, *, values: Mapping[str, Any], by: Any, purpose: str | None = None) -> Table:
    """Give a table these values; refused when it would stand above itself."""
    if by is not None and not by.has_perm("convene.change_table", table):
        raise NotPermitted(_("You are not permitted to do this."))
    list(
        Table.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk")
    )  # the tree is one thing
    row = Table.objects.get(pk=table.pk)
    before = kept(row)
    for name, value in values.items():
        setattr(row, name, value)
    refuse_a_circle(row)
    row.full_clean()
    row.save()
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=kept(row))
    write_texts(row, purpose=purpose, by=by)
    return row


def refuse_a_circle(table: Table) -> None:
    """Nothing stands above itself, however far up."""
    seen, up = {table.pk}, table.parent
    while up is not None:
        if up.pk in seen:
            raise Refused(
                _("This would go in a circle: that table stands below this one. Choose another table above.")
            )
        seen.add(up.pk)
        up = up.parent


def write_texts(table: Table, *, purpose: str | None, by: Any) -> None:
    """The original of name and purpose, in the language of the name."""
    language = table.name_language or "en"
    wordings.write(table, NAME, language, table.name, by=by)
    if purpose is not None:
        wordings.write(table, PURPOSE, language, purpose, by=by)


@transaction.atomic
def translate_table(table: Table, *, texts: Iterable[tuple[str, str, str]], by: Any) -> None:
    """Texts in languages: (field, language, text). The original of the name is also the name in lists and logs."""
    if by is not None and not by.has_perm("convene.change_table", table):
        raise NotPermitted(_("You are not permitted to do this."))
    for field, language, text in texts:
        if field == NAME and language == (table.name_language or "en"):
            if not text:
                raise Refused(_("There is no text yet. Write one first."))
            change_table(table, values={"name": text}, by=by)
        else:
            wordings.write(table, field, language, text, by=by)
