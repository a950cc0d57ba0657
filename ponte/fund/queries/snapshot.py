"""Everything an application says, as one JSON text that is hashed when it is sent."""

import json
from datetime import datetime
from typing import Any

from ponte.ask.models import Answer
from ponte.core.values import plain
from ponte.fund.models import Application

IN_THE_ROW = (
    "reference",
    "stage",
    "title",
    "summary",
    "language",
    "sector",
    "country",
    "starts_on",
    "ends_on",
    "asked_minor",
    "own_minor",
    "total_minor",
    "channel",
    "received_at",
)
OF_A_LINE = (
    "description",
    "unit",
    "quantity",
    "times",
    "unit_minor",
    "total_minor",
    "own_minor",
    "kind_minor",
)
OF_A_PARTNER = ("name", "kind", "country", "town", "does", "has_agreed")


def snapshot(application: Application, *, at: datetime) -> bytes:
    """The text, always the same for the same application: names sorted, no chance in it."""
    call = application.call
    lines = application.budget_lines.select_related("category").order_by(
        "category__position", "position", "pk"
    )
    told = {
        **{name: getattr(application, name) for name in IN_THE_ROW},
        "call": {"reference": call.reference, "title": call.title, "currency": call.currency},
        "organisation": who(application.organisation),
        "host": who(application.host) if application.host else None,
        "budget": [
            {"category": line.category.code, **{name: getattr(line, name) for name in OF_A_LINE}}
            for line in lines
        ],
        "partners": [
            {name: getattr(partner, name) for name in OF_A_PARTNER} for partner in application.partners.all()
        ],
        "questionnaire": questions_of(application),
        "submitted_at": at,
    }
    text = json.dumps(plain(told), ensure_ascii=False, sort_keys=True, indent=1)
    return text.encode()


def who(organisation: Any) -> dict[str, str]:
    """An organisation, by what it is found again."""
    return {"reference": organisation.reference, "name": organisation.name}


def questions_of(application: Application) -> dict[str, Any] | None:
    """The questions by the hash of their version, the answers by path, files by what is in them."""
    response = application.response
    if response is None:
        return None
    rows = Answer.objects.filter(response=response).select_related("file").order_by("path")
    return {
        "questions": response.version.document_hash,
        "answers": {row.path: row.value for row in rows if row.value is not None},
        "files": {row.path: row.file.sha256 for row in rows if row.file is not None},
    }
