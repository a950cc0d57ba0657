"""Calls on the page of an engagement, and how far its funding is."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from ponte.fund.models import Call
from ponte.fund.queries.call_list import rows_of
from ponte.fund.queries.visible import calls_visible_to
from ponte.fund.rules.facts import SHOWN
from ponte.plan.models import Engagement
from ponte.plan.queries.progress import Chapter, Standing


def panel(request: HttpRequest, engagement: Any) -> dict[str, Any] | None:
    """Its calls, the newest first."""
    person: Any = request.user
    rows = list(calls_visible_to(person).filter(engagement=engagement).order_by("-created_at", "-pk")[:50])
    may_add = person.has_perm("fund.add_call")
    if not rows and not may_add:
        return None
    return {"rows": rows_of(rows, get_language() or "en"), "may_add": may_add, "engagement": engagement}


def funding(engagement: Engagement) -> Standing:
    """4.3"""
    states = list(Call.objects.filter(engagement=engagement).order_by().values_list("state", flat=True))
    seen = [state for state in states if state in SHOWN]
    missing = [] if seen else [_("a call that people can read")]
    told = ngettext("one call", "%(number)d calls", len(seen)) % {"number": len(seen)}
    return Standing(missing, told if seen else "")


FUNDING = Chapter(
    "4.3",
    gettext_lazy("Funding"),
    gettext_lazy("Without money for what the tables agree on, people come to talk and stay away later."),
    funding,
    lambda engagement: f"{engagement.get_absolute_url()}#calls",
)
