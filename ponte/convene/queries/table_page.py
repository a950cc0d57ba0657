"""What the page of a table shows."""

from typing import Any

from django.utils.translation import get_language

from ponte.convene.models import Table
from ponte.convene.models.table import NAME, PURPOSE
from ponte.convene.models.vocabulary import SeatState
from ponte.convene.queries.tables import above, tables_visible_to, texts_of
from ponte.core import languages, places


def top(table: Table) -> dict[str, Any]:
    """The head of every page of a table, in the reader's language."""
    texts = texts_of([table], get_language() or "en")[table.pk]
    return {"table": table, "name": texts[NAME], "purpose": texts[PURPOSE]}


def context_of(table: Table, person: Any) -> dict[str, Any]:
    """Everything of a table but the panels of others."""
    language = get_language() or "en"
    seen = tables_visible_to(person)
    over = [row for row in above(table)[::-1] if person.has_perm("convene.view_table", row)]
    below = list(seen.filter(parent=table).order_by("name", "pk"))
    texts = texts_of([*over, *below], language)
    seats = table.seats.filter(state=SeatState.TAKEN).select_related("organisation")
    return top(table) | {
        "over": [(row, texts[row.pk][NAME]) for row in over],
        "below": [(row, texts[row.pk][NAME]) for row in below],
        "place": places.name(table.area, language) if table.area else "",
        "languages": [languages.name(code, language) for code in table.languages],
        "channels": Table._meta.get_field("channels").labels(table.channels),
        "by_link": Table._meta.get_field("by_link").labels(table.by_link),
        "duties": Table._meta.get_field("duties").labels(table.duties),
        "seats": list(seats.order_by("organisation__sort_name", "pk")[:200]),
        "may_change": person.has_perm("convene.change_table", table),
    }
