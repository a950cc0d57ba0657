"""Which other record is meant: by its reference, or by a name."""

from typing import Any

from ponte.core import references
from ponte.core.text import clean
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import State
from ponte.map.queries.duplicates import standing_record
from ponte.map.queries.organisations import Search, find

LONGEST_TEXT = 200
AT_MOST = 10


def candidates(organisation: Organisation, text: str, person: Any) -> list[Organisation]:
    """The records that somebody may mean, never the one they come from."""
    text = clean(text)[:LONGEST_TEXT]
    if not text:
        return []
    by_reference = Organisation.objects.filter(reference=references.normalise(text)).first()
    if by_reference is not None and by_reference.state == State.MERGED:
        by_reference = standing_record(by_reference)
    search = Search(text=text)
    rows = [by_reference] if by_reference else find(search, person).page(search)
    return [row for row in rows if row.pk != organisation.pk][:AT_MOST]
