"""Applications and awards, as their actions leave them; calls are in tests/factories/calls.py."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from ponte.core import versions
from ponte.fund.models import Application, Award, Call
from ponte.fund.models.vocabulary import DECIDED
from ponte.map.models import Organisation
from tests.factories.calls import call as open_call
from tests.factories.map import organisation


def closed_call(**values: Any) -> Call:
    """A call whose deadline was 40 days ago and which is under review."""
    now = timezone.now()
    given = {
        "state": "review",
        "opens_at": now - timedelta(days=70),
        "closes_at": now - timedelta(days=40),
        "review_at": now - timedelta(days=39),
        **values,
    }
    return open_call(**given)


def application(of: Call | None = None, *, by: Organisation | None = None, **values: Any) -> Application:
    """What an organisation sent, submitted unless said otherwise."""
    call = of or closed_call()
    state = values.get("state", "submitted")
    given: dict[str, Any] = {
        "title": "Radio for newcomers",
        "summary": "News in six languages.",
        "language": "en",
        "state": state,
        "asked_minor": 900_000,
        "sector": "information_awareness",
        "country": "ITA",
    }
    if state not in {"draft", "withdrawn"}:
        sent = call.closes_at - timedelta(days=1) if call.closes_at else timezone.now()
        given |= {"submitted_at": sent, "receipt": sha256(call.reference.encode()).hexdigest()}
    if state in DECIDED:
        given["decided_at"] = timezone.now() - timedelta(days=5)
    body = by or organisation(name="Radio Ponte", residence="ITA")
    return Application.objects.create(call=call, organisation=body, **given | values)


def award(of: Application | None = None, **values: Any) -> Award:
    """A row of the register, with the numbers its call and application have."""
    asked = of or application(state="awarded")
    given: dict[str, Any] = {
        "application": asked,
        "call": asked.call,
        "organisation": asked.organisation,
        "host": asked.host,
        "title": asked.title,
        "description": asked.summary,
        "language": asked.language,
        "currency": asked.call.currency,
        "amount_minor": asked.asked_minor or 500_000,
        "sector": asked.sector,
        "country": asked.country,
        "awarded_on": timezone.localdate() - timedelta(days=5),
        "starts_on": timezone.localdate(),
        "ends_on": timezone.localdate() + timedelta(days=200),
    }
    row = Award.objects.create(**given | values)
    versions.bump("fund.award")
    return row
