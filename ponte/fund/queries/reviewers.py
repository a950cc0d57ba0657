"""The list of reviewers."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import get_language, pgettext

from ponte.core import languages
from ponte.fund.models import Reviewer
from ponte.fund.models.vocabulary import ReviewState
from ponte.map.models.vocabulary import Sector


def reviewers_listed() -> Any:
    """Each with how many reviews wait for them, and how many they handed in."""
    return (
        Reviewer.objects.select_related("person")
        .annotate(
            open=Count("reviews", filter=Q(reviews__state=ReviewState.OPEN)),
            done=Count("reviews", filter=Q(reviews__state=ReviewState.SUBMITTED)),
        )
        .order_by("person__name", "pk")
    )


def in_words(rows: Iterable[Reviewer]) -> list[dict[str, Any]]:
    """Languages and fields as people call them."""
    language, between = get_language() or "en", pgettext("between the items of a list", ", ")
    sectors = dict(Sector.choices)
    return [
        {
            "reviewer": row,
            "languages": between.join(languages.name(code, language) for code in row.languages),
            "expertise": between.join(str(sectors.get(code, code)) for code in row.expertise),
        }
        for row in rows
    ]
