"""What the pages of a table show."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.convene.models import Table
from ponte.convene.models.table import NAME, PURPOSE
from ponte.convene.models.vocabulary import SeatState
from ponte.convene.queries.seats import number_of_members, seats_of
from ponte.convene.queries.tables import above, tables_visible_to, texts_of
from ponte.core import languages, places
from ponte.core.registries import Registry

# The tabs of a table: name of the address (it takes the reference) and label. Each part of convene adds its own.
tabs: Registry[tuple[str, Any]] = Registry()


SHOWN = 100  # seats on the page of a table; the others stand on the page of its members


def top(table: Table, here: str = "convene:table") -> dict[str, Any]:
    """The head of every page of a table, in the reader's language; `here` is the name of the page's address."""
    texts = texts_of([table], get_language() or "en")[table.pk]
    return {
        "table": table,
        "name": texts[NAME],
        "purpose": texts[PURPOSE],
        "over": [],
        "tabs": [
            {"label": label, "url": reverse(name, args=[table.reference]), "current": name == here}
            for name, label in (("convene:table", _("About")), *tabs)
        ],
    }


def context_of(table: Table, person: Any) -> dict[str, Any]:
    """Everything of a table but the panels of others."""
    language = get_language() or "en"
    seen = tables_visible_to(person)
    over = [row for row in above(table)[::-1] if person.has_perm("convene.view_table", row)]
    below = list(seen.filter(parent=table).order_by("name", "pk"))
    texts = texts_of([*over, *below], language)
    is_inside = person.has_perm("convene.view_seat", table)
    seats = seats_of(table, person, is_inside=is_inside).filter(state=SeatState.TAKEN)
    first = list(seats[: SHOWN + 1])
    engagement = table.engagement
    return top(table) | {
        "over": [(row, texts[row.pk][NAME]) for row in over],
        "below": [(row, texts[row.pk][NAME]) for row in below],
        "place": places.name(table.area, language) if table.area else "",
        "languages": [languages.name(code, language) for code in table.languages],
        "channels": Table._meta.get_field("channels").labels(table.channels),
        "by_link": Table._meta.get_field("by_link").labels(table.by_link),
        "duties": Table._meta.get_field("duties").labels(table.duties),
        "seats": first[:SHOWN],
        "has_more_seats": len(first) > SHOWN,
        "members": number_of_members(table),
        "sees_engagement": engagement is not None and person.has_perm("plan.view_engagement", engagement),
        "may_change": person.has_perm("convene.change_table", table),
        "steps_at": f"{table.get_absolute_url()}step/",
    }
