"""Calls on the page of an engagement."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from ponte.fund.queries.call_list import rows_of
from ponte.fund.queries.visible import calls_visible_to


def panel(request: HttpRequest, engagement: Any) -> dict[str, Any] | None:
    """Its calls, the newest first."""
    person: Any = request.user
    rows = list(calls_visible_to(person).filter(engagement=engagement).order_by("-created_at", "-pk")[:50])
    may_add = person.has_perm("fund.add_call")
    if not rows and not may_add:
        return None
    return {"rows": rows_of(rows, get_language() or "en"), "may_add": may_add, "engagement": engagement}
