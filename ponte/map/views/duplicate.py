"""Two records side by side, and what people decide about them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ponte.core import changes
from ponte.core.matching.evidence import evidence_from
from ponte.core.refusal import Refused
from ponte.core.text import clean
from ponte.core.workflow import open_proposals
from ponte.map.actions.duplicates import confirm, propose
from ponte.map.forms.merging import read_choices, version_of
from ponte.map.lifecycles.duplicate_pair import lifecycle
from ponte.map.models import DuplicatePair
from ponte.map.models.vocabulary import PairState
from ponte.map.queries.duplicates import (
    LEVELS,
    level_of,
    texts_of_both,
)
from ponte.map.queries.merge_outcome import outcome_of
from ponte.map.queries.merge_page import MARKS, label_of, sections_of
from ponte.map.queries.merging import DESCRIPTION, SIDES, Choices, Two, choices_from, suggested, two_of
from ponte.map.queries.organisation_list import badges_of, initial, shown_places
from ponte.map.queries.origins import origins_of_records
from ponte.map.queries.record import PARTS
from ponte.map.views.duplicates import for_keepers

LONGEST_REASON = 2000
DONE = {
    "merge": gettext_lazy("Done. The two are one record now."),
    "unmerge": gettext_lazy("Done. Both records stand again."),
    "tell_apart": gettext_lazy("Done. Nobody will be asked about these two again."),
    "reopen": gettext_lazy("Done. The two are among those to decide again."),
}
# How each step is taken here; joining is proposed on the page of the two, with what was chosen.
WAYS = {
    "merge": ("confirm", "decline", "withdraw"),
    "unmerge": ("propose", "confirm", "decline", "withdraw"),
    "tell_apart": ("do",),
    "reopen": ("do",),
}
PROPOSED = gettext_lazy("Proposed. A second person now has to confirm it.")


SAID = {
    "propose": PROPOSED,
    "decline": gettext_lazy("Declined. Nothing has changed."),
    "withdraw": gettext_lazy("Withdrawn. Nothing has changed."),
}


@for_keepers
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The two side by side; a POST shows what would come out, or proposes it."""
    related = DuplicatePair.objects.select_related("one", "other", "found_by", "decided_by", "kept")
    pair = get_object_or_404(related, pk=pk)
    prefetch_related_objects([pair.one, pair.other], *PARTS)
    if pair.state == PairState.OPEN:
        return compare(request, pair)
    return render(request, "map/duplicate_decided.html", decided(request, pair))


def compare(request: HttpRequest, pair: DuplicatePair) -> HttpResponse:
    """To decide: the questions, or what somebody proposed."""
    context = top(request, pair)
    offer = context["offers"].get("merge")
    standing = offer.proposal if offer else lifecycle.standing("merge", pair)
    if standing:
        return proposed(request, pair, context | {"proposal": standing})
    two = two_of(pair.one, pair.other, texts_of_both(pair.one, pair.other))
    status = 200
    choices = suggested(two)
    if request.method == "POST":
        stale = request.POST.get("seen") != version_of(pair.one, pair.other)
        choices = choices if stale else read_choices(request.POST, two)
        answer = None if stale or "look" in request.POST else try_to_propose(request, pair, choices)
        if answer:
            return answer
        status, context["stale"] = 422 if stale or "look" not in request.POST else 200, stale
        context["outcome"] = outcome_of(two, choices)
    context |= head(pair, choices) | questions(pair, two, choices)
    context |= {
        "lapsed": offer.lapsed if offer else None,
        "reason": request.POST.get("reason", "")[:LONGEST_REASON],
    }
    return render(request, "map/duplicate.html", context, status=status)


def proposed(request: HttpRequest, pair: DuplicatePair, context: dict[str, Any]) -> HttpResponse:
    """What somebody proposed, for whoever confirms it or not."""
    choices = choices_from(context["proposal"].facts)
    # Their words are among the choices only where they differ.
    texts = texts_of_both(pair.one, pair.other) if DESCRIPTION in choices.take else ({}, {})
    context |= {"outcome": outcome_of(two_of(pair.one, pair.other, texts), choices)}
    return render(request, "map/duplicate_proposed.html", context | head(pair, choices))


def try_to_propose(request: HttpRequest, pair: DuplicatePair, choices: Choices) -> HttpResponse | None:
    """Propose, or say what stands in the way and let the page be shown again."""
    try:
        propose(pair, "merge", by=request.user, reason=reason_in(request), choices=choices)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, PROPOSED)
    return redirect(pair)


def reason_in(request: HttpRequest) -> str:
    """The reason that was typed."""
    return clean(request.POST.get("reason", ""), multiline=True)[:LONGEST_REASON]


def top(request: HttpRequest, pair: DuplicatePair) -> dict[str, Any]:
    """What every page of a pair has."""
    reasons = evidence_from(pair.evidence)
    label, kind, _condition = LEVELS[level_of(pair)]
    return {
        "pair": pair,
        "level": (kind, label),
        "speaks_for": [reason.sentence for reason in reasons if reason.speaks_for],
        "speaks_against": [reason.sentence for reason in reasons if not reason.speaks_for],
        "offers": {offer.step: offer for offer in lifecycle.open_to(request.user, pair)},
    }


def head(pair: DuplicatePair, choices: Choices | None) -> dict[str, Any]:
    """The two at the top of their columns."""
    return {
        "records": [
            {
                "side": side,
                "mark": MARKS[side],
                "row": row,
                "letter": initial(row.name),
                "badges": badges_of(row),
                "places": shown_places(row, "residence") or shown_places(row, "activity"),
                "origins": shown_places(row, "origin"),
                "stays": choices is not None and choices.keep == side,
            }
            for side, row in zip(SIDES, (pair.one, pair.other), strict=True)
        ]
    }


def questions(pair: DuplicatePair, two: Two, choices: Choices) -> dict[str, Any]:
    """Everything to choose, and everything in which they agree."""
    origins = origins_of_records([pair.one, pair.other])
    sections = sections_of(two, choices, (origins[pair.one_id], origins[pair.other_id]))
    return {
        "sections": [section for section in sections if section.differs],
        "agreed": [line for section in sections for line in section.agreed],
        "beginnings": [origins[row.pk].get("name") for row in (pair.one, pair.other)],
        "seen": version_of(pair.one, pair.other),
    }


def decided(request: HttpRequest, pair: DuplicatePair) -> dict[str, Any]:
    """What was decided, by whom and why, and the way back."""
    log = changes.history_of(pair).filter(verb__in=("merge", "tell_apart")).first()
    return (
        top(request, pair)
        | head(pair, None)
        | {
            "log": log,
            "proposal": open_proposals(pair).filter(step="unmerge").first(),
            "is_merged": pair.state == PairState.MERGED,
        }
    )


@require_POST
@for_keepers
def decide(request: HttpRequest, pk: int, step: str, name: str) -> HttpResponse:
    """Do a step of one person, propose, confirm, decline or withdraw one of two."""
    pair = get_object_or_404(DuplicatePair.objects.select_related("one", "other"), pk=pk)
    ways: dict[str, Callable[[], object]] = {
        "do": lambda: lifecycle.perform(step, pair, by=request.user, reason=reason_in(request)),
        "propose": lambda: propose(pair, step, by=request.user, reason=reason_in(request)),
        "confirm": lambda: confirm(pair, step, by=request.user, proposal=request.POST.get("proposal", "")),
        "decline": lambda: lifecycle.decline(step, pair, by=request.user, reason=reason_in(request)),
        "withdraw": lambda: lifecycle.withdraw(step, pair, by=request.user),
    }
    if step not in WAYS or name not in WAYS[step]:
        raise Http404
    try:
        ways[name]()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, SAID.get(name) or DONE[step])
        tell_what_stays(request, pair, step)
    return redirect(pair)


def tell_what_stays(request: HttpRequest, pair: DuplicatePair, step: str) -> None:
    """After taking apart: what was edited since and therefore stayed where it was."""
    if step == "unmerge" and pair.state == PairState.OPEN and pair.moved.get("stays"):
        names = ", ".join(label_of(name) for name in pair.moved["stays"])
        messages.warning(
            request, _("Edited since they were joined, and left where it was: %(names)s.") % {"names": names}
        )
