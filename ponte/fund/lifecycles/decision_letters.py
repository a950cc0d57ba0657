"""Every applicant gets a letter in the moment of the decision: it exists if and only if that does."""

from datetime import datetime
from typing import Any

from ponte.core import outbox
from ponte.fund.models import Award, Verdict
from ponte.fund.queries.decision_words import letter
from ponte.fund.queries.readers import owners_or_its_own

PURPOSE = "fund.decision"


def send_letters(verdict: Verdict, award: Award | None, *, by: Any, at: datetime) -> int:
    """One to each reader, in their language; how many. 0 means that somebody has to tell them another way."""
    readers = owners_or_its_own(verdict.application)
    for reader in readers:
        written = letter(verdict, award, reader.language)
        outbox.deliver(written, to=reader.email, language=reader.language, purpose=PURPOSE, by=by)
    return len(readers)
