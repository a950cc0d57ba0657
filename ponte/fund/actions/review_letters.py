"""Letters to reviewers: a phase is open, something was handed to you."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from ponte.core import outbox, wordings
from ponte.fund.models import Reviewer, ReviewPhase


def tell_of_phase(phase: ReviewPhase) -> int:
    """Everybody who takes part says first where they stand too near; how many letters."""
    members = phase.members.select_related("reviewer__person").order_by("pk")
    return _post(phase, [row.reviewer for row in members], "phase")


def tell_of_reviews(phase: ReviewPhase, counts: dict[int, int], *, by: Any = None) -> int:
    """What was handed to each reviewer, in one letter; how many letters."""
    people = Reviewer.objects.filter(pk__in=list(counts)).select_related("person").order_by("pk")
    return _post(phase, people, "reviews", counts=counts, by=by)


def _post(
    phase: ReviewPhase,
    people: Iterable[Reviewer],
    news: str,
    *,
    counts: dict[int, int] | None = None,
    by: Any = None,
) -> int:
    sent = 0
    for reviewer in people:
        person = reviewer.person
        if not person.is_active:
            continue
        with override(person.language):
            address = settings.URL + reverse("fund:reviews")
        context = {
            "name": person.name,
            "call": wordings.best(phase.call, "title", person.language).text or phase.call.title,
            "phase": phase.name,
            "due_on": phase.due_on,
            "count": (counts or {}).get(reviewer.pk, 0),
            "address": address,
        }
        outbox.post(
            f"fund/mails/review_{news}",
            to=person.email,
            language=person.language,
            context=context,
            purpose=f"fund.review.{news}",
            by=by,
        )
        sent += 1
    return sent
