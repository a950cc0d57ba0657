"""A few organisations for the search box; whoever asks sees only what everybody sees."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AnonymousUser

from ponte.core.finding import IN_NAMES
from ponte.core.text import words
from ponte.core.ui.words import direction
from ponte.map.models import Organisation
from ponte.map.queries.organisations import BEST, SHOWN_IN_LISTS, Found, Search, find
from ponte.map.queries.reasons import reason_by_names
from ponte.map.queries.sight import seen

MOST = 7
SHORTEST = 2  # Latin letters; one sign of other scripts says as much


def by_names(found: Found) -> Found:
    """Without those that only a text tells of: the box shows names."""
    if found.answer is None:
        return found
    return replace(found, answer=replace(found.answer, tiers=found.answer.tiers[:IN_NAMES]))


def suggested(text: str) -> list[dict[str, Any]]:
    """Names with their marks, where they lead, and why they are there."""
    if not any(len(word) >= SHORTEST or not word.isascii() for word in words(text)):
        return []
    found = by_names(find(Search(text=text), AnonymousUser()))
    keys = found.numbers(BEST, start=0, length=MOST)
    rows = Organisation._base_manager.filter(pk__in=keys).only(*SHOWN_IN_LISTS).prefetch_related("names")
    by_key = rows.order_by("pk").in_bulk()
    assert found.answer is not None
    options = []
    for organisation in (seen(by_key[key], found.sight) for key in keys if key in by_key):
        reason = reason_by_names(organisation, found.answer)
        options.append(
            {
                "name": reason.name,
                "language": organisation.name_language,
                "direction": direction(organisation.name_language),
                "url": organisation.get_absolute_url(),
                "source": reason.source,
                "text": reason.text,
                "hows": [how for how in reason.hows if how],
            }
        )
    return options
