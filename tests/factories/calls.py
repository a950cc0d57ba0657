"""Calls, as the office would have written them."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from ponte.fund.models import Call, Criterion, EligibilityRule

_numbers = count(1)


def call(**values: Any) -> Call:
    """An open call of 30,000 euros, with two criteria."""
    now = timezone.now()
    given = {
        "title": f"Call {next(_numbers)}",
        "instrument": "grant",
        "state": "published",
        "published_at": now - timedelta(days=2),
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=20),
        "pot_minor": 3_000_000,
        "most_minor": 1_000_000,
    }
    row = Call.objects.create(**given | values)
    Criterion.objects.create(call=row, position=1, name="Relevance", weight=60)
    Criterion.objects.create(call=row, position=2, name="Budget", weight=40)
    return row


def rule(of: Call, kind: str, *codes: str, number: int | None = None, note: str = "") -> EligibilityRule:
    """A rule of eligibility."""
    return EligibilityRule.objects.create(call=of, kind=kind, codes=list(codes), number=number, note=note)
