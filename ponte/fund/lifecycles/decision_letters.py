"""Every applicant gets a letter in the moment of the decision: it exists if and only if that does."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from ponte.core import outbox
from ponte.fund.models import Application, Award, Verdict
from ponte.fund.queries.decision_words import language_on_paper, letter
from ponte.map.lifecycles.members import owners_of
from ponte.map.models.vocabulary import ContactKind

PURPOSE = "fund.decision"


def readers_of(application: Application) -> Iterator[tuple[str, str]]:
    """(address, language) of the owners; without any, the addresses of the organisation itself.

    What came on paper or by telephone is answered in the language it was written in.
    """
    owners = list(owners_of(application.organisation))
    for row in owners:
        yield row.person.email, row.person.language
    if not owners:
        language = language_on_paper(application)
        for contact in application.organisation.contacts.filter(kind=ContactKind.EMAIL).order_by("pk"):
            yield contact.value, language


def send_letters(verdict: Verdict, award: Award | None, *, by: Any, at: datetime) -> int:
    """One to each reader, in their language; how many. 0 means that somebody has to tell them another way."""
    count = 0
    for address, language in readers_of(verdict.application):
        written = letter(verdict, award, language)
        try:
            outbox.deliver(written, to=address, language=language, purpose=PURPOSE, by=by)
        except ValidationError:
            continue  # an address on an old list that is none
        count += 1
    return count
