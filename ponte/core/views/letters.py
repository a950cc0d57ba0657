"""The letters the office sent, for those who answer for them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ponte.core import outbox
from ponte.core.languages import direction, name
from ponte.core.models import Letter
from ponte.core.outbox import LetterState
from ponte.core.references import normalise

PER_PAGE = 25
SIGNS = {LetterState.SENT: "good", LetterState.WAITING: "info", LetterState.FAILED: "bad"}


@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """All letters, newest first, or those in one state."""
    if not outbox.may_read(request.user):
        raise Http404
    state = request.GET.get("state", "")
    state = state if state in LetterState.values else ""
    page = Paginator(outbox.letters(state), PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "page": page,
        "letters": [_shown(letter) for letter in page],
        "tabs": _tabs(state),
        "query": f"state={state}" if state else "",
    }
    return render(request, "core/letter_list.html", facts)


@require_safe
def letter_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One letter as its reader sees it, as text: nothing in it can act here."""
    if not outbox.may_read(request.user):
        raise Http404
    letter = get_object_or_404(Letter.objects.select_related("written_by"), reference=normalise(reference))
    facts = {
        **_shown(letter),
        "language": name(letter.language, request.LANGUAGE_CODE),
        "direction": direction(letter.language),
        "text": "" if letter.is_secret else letter.text,
    }
    return render(request, "core/letter.html", facts)


def _shown(letter: Letter) -> dict[str, Any]:
    state = LetterState(letter.state)
    return {"letter": letter, "sign": SIGNS[state], "state": state.label}


def _tabs(chosen: str) -> list[dict[str, Any]]:
    url = reverse("core:letters")
    states = [("", _("All")), *LetterState.choices]
    return [
        {"label": label, "url": f"{url}?state={value}" if value else url, "current": value == chosen}
        for value, label in states
    ]
