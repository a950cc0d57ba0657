"""Tables on the page of an engagement."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from ponte.convene.models.table import NAME
from ponte.convene.queries.tables import in_tree, tables_visible_to, texts_of


def panel(request: HttpRequest, engagement: Any) -> dict[str, Any] | None:
    """Its tables as a tree."""
    person: Any = request.user
    rows = list(tables_visible_to(person).filter(engagement=engagement).order_by("name", "pk")[:100])
    may_add = person.has_perm("convene.add_table")
    if not rows and not may_add:
        return None
    texts = texts_of(rows, get_language() or "en")
    return {
        "branches": [(row, texts[row.table.pk][NAME]) for row in in_tree(rows)],
        "may_add": may_add,
        "engagement": engagement,
    }
