"""A few organisations for the search box; whoever asks sees only what everybody sees."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from ponte.core.finding import IN_NAMES
from ponte.core.text import words
from ponte.core.ui.words import direction
from ponte.map.models import Organisation, OrganisationName
from ponte.map.queries.organisations import BEST, Found, Search, find
from ponte.map.queries.reasons import reason_by_names

MOST = 7
SHOWN = ("reference", "name", "name_language", "shown_to")
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
    rows = Organisation._base_manager.filter(pk__in=keys).order_by("pk").values("pk", *SHOWN)
    names = OrganisationName.objects.filter(organisation__in=keys).order_by("pk")
    others: dict[int, list[tuple[str, str, str]]] = {}
    for pk, text_of, language, kind in names.values_list("organisation_id", "text", "language", "kind"):
        others.setdefault(pk, []).append((text_of, language, kind))
    by_key = {row["pk"]: row for row in rows}
    return [option(by_key[key], others.get(key, []), found) for key in keys if key in by_key]


def option(row: Mapping[str, Any], others: Sequence[tuple[str, str, str]], found: Found) -> dict[str, Any]:
    """One line of the box."""
    assert found.answer is not None
    reason = reason_by_names(
        row["name"], others if found.sight.sees("names", row["shown_to"]) else (), found.answer
    )
    return {
        "name": reason.name,
        "language": row["name_language"],
        "direction": direction(row["name_language"]),
        "url": reverse("map:organisation", args=[row["reference"]]),
        "source": reason.source,
        "text": reason.text,
        "hows": [how for how in reason.hows if how],
    }
