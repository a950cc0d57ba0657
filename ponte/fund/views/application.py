"""The page of one application: for those who write it, and for the office."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.ask.queries.overview import Overview, overview
from ponte.core import changes, places
from ponte.core.references import normalise
from ponte.fund.lifecycles.application import lifecycle
from ponte.fund.models import Application
from ponte.fund.models.vocabulary import EDITABLE, OVER, ApplicationState
from ponte.fund.queries.checklist import Checklist
from ponte.fund.queries.deadlines import deadline_in_words, why_not_written
from ponte.fund.queries.related import known_of
from ponte.fund.queries.translating import read_now, targets_of, why_not_translated
from ponte.fund.queries.visible import applications_sealed_to
from ponte.fund.rules.facts import is_of_applicant
from ponte.fund.views.loading import load_application
from ponte.map.models.vocabulary import Sector

ENTRIES = 30
# Sending and giving back have pages of their own; the panel releases decisions elsewhere, all at once.
ON_THIS_PAGE = frozenset({"clear", "refuse", "invite", "withdraw"})
TONES: dict[str, str] = {
    ApplicationState.AWARDED: "good",
    ApplicationState.ELIGIBLE: "good",
    ApplicationState.RETURNED: "warn",
    ApplicationState.INVITED: "warn",
    ApplicationState.INELIGIBLE: "bad",
    ApplicationState.DECLINED: "bad",
    ApplicationState.WITHDRAWN: "plain",
}


@never_cache
@login_required
@require_safe
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """Where it stands, what is missing, everything it says."""
    try:
        row = load_application(request, reference)
    except Http404:
        return to_the_seal(request, reference)
    may_write = request.user.has_perm("fund.change_application", row)
    is_inside = may_write or is_of_applicant(request.user, row)
    context = (
        about(row)
        | {"may_write": may_write, "is_inside": is_inside}
        | (to_write(row) if is_inside else to_read(row))
    )
    if request.user.has_perm("fund.list_applications"):
        context |= for_the_office(request, row)
    context["offers"] = lifecycle.open_to(request.user, row, only=ON_THIS_PAGE)
    context["may_return"] = may_give_back(request, row)
    return render(request, "fund/application.html", context)


def to_the_seal(request: SignedInRequest, reference: str) -> HttpResponse:
    """Whoever may open it before the deadline is asked for a reason; for others there is no such page."""
    rows = applications_sealed_to(request.user).select_related("call")
    row = rows.filter(reference=normalise(reference)).first()
    if row is None or not request.user.has_perm("fund.open_sealed_application", row):
        raise Http404
    return redirect("fund:application_look", row.reference)


def may_give_back(request: SignedInRequest, row: Application) -> bool:
    """Giving back has a page of its own: three reasons, words, a deadline."""
    state = row.state == ApplicationState.SUBMITTED
    return state and request.user.has_perm("fund.return_application", row)


def about(row: Application) -> dict[str, Any]:
    """What stands on the page whoever reads it."""
    entries = list(changes.history_of(row)[:ENTRIES])
    return {
        "application": row,
        "call": row.call,
        "tone": TONES.get(ApplicationState(row.state), "info"),
        "country": places.name(row.country, get_language() or "en") if row.country else "",
        "sector": dict(Sector.choices).get(row.sector, ""),
        "deadline": deadline_in_words(row),
        "path": path_of(row),
        "partners": list(row.partners.all()),
        "sent": range(row.sent, 0, -1),
        "looks": list(row.sealed_looks.select_related("by")) if row.call.is_sealed else [],
        "given_back": next((entry.note for entry in entries if entry.verb == "return"), ""),
        "entries": entries,
    }


def path_of(row: Application) -> list[dict[str, Any]]:
    """Its life as a bridge: written, sent, under review, decided."""
    labels = [_("Written"), _("Sent"), _("Under review"), _("Decided")]
    state = ApplicationState(row.state)
    at = (
        0
        if state in EDITABLE
        else 1
        if state == ApplicationState.SUBMITTED
        else 2
        if state not in OVER
        else 3
    )
    stopped = state in (ApplicationState.WITHDRAWN, ApplicationState.INELIGIBLE)
    found = [
        {"label": label, "state": "done" if number < at else "now" if number == at else "next"}
        for number, label in enumerate(labels)
    ]
    if stopped:
        found[3] = {"label": str(row.get_state_display()), "state": "stopped"}
    return found


def to_write(row: Application) -> dict[str, Any]:
    """The checklist, and all that is written so far."""
    checklist = Checklist(row)
    why = why_not_written(row)
    is_editable = row.state in EDITABLE
    return {
        "checklist": checklist if is_editable and not why else None,
        "why_not": why if is_editable else "",
        "answers": checklist.answers,
        "response": row.response,
        "budget": checklist.budget,
    }


def to_read(row: Application) -> dict[str, Any]:
    """What was sent. What is being written at this moment is not for readers."""
    if row.state == ApplicationState.RETURNED:
        return {"is_changing": True, "answers": None, "response": None, "budget": None}
    is_invited, response = row.state == ApplicationState.INVITED, read_now(row)
    answers: Overview | None = overview(response) if response else None
    return {"answers": answers, "response": response, "budget": None if is_invited else Checklist(row).budget}


def for_the_office(request: SignedInRequest, row: Application) -> dict[str, Any]:
    """What else is known of the applicant."""
    may_translate = not why_not_translated(row) and request.user.has_perm("fund.translate_application", row)
    return {
        "is_office": True,
        "known": known_of(row, request.user),
        "may_translate": may_translate and targets_of(row),
    }
