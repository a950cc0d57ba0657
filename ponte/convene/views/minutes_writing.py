"""Writing minutes together: the page, its saves, what stands twice, translations."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.convene.actions import minutes as acts
from ponte.convene.actions import notes
from ponte.convene.actions.presence import note_place
from ponte.convene.models import DoubledText, Minutes
from ponte.convene.models.minutes import MinutesState
from ponte.convene.models.note import TEXT
from ponte.convene.queries.writing import Place, places_of
from ponte.convene.views.minutes import load
from ponte.core import languages, wordings
from ponte.core.models import Wording
from ponte.core.refusal import NotPermitted, Refused

MOST_AT_ONCE = 20
Sent = dict[str, Any]


def load_for_writing(request: HttpRequest, reference: str) -> Minutes:
    """The minutes if this person writes them; for anybody else there is no such page."""
    minutes = load(request, reference)
    if not request.user.has_perm("convene.write_minutes", minutes):
        raise Http404
    return minutes


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """Every item with its note. Without JavaScript the button saves; what others wrote meanwhile is merged too."""
    minutes = load_for_writing(request, reference)
    if minutes.state != MinutesState.DRAFT:
        messages.info(request, _("These minutes are not being written at present."))
        return redirect(minutes)
    refused: list[Place] = []
    if request.method == "POST":
        refused = save_all(request, minutes)
        if not refused:
            messages.success(request, _("Saved."))
            return redirect("convene:minutes_write", minutes.reference)
    kept = {place.key: place for place in refused}
    places = [(place, kept.get(place.key)) for place in places_of(minutes)]
    context = {"minutes": minutes, "places": places, "direction": languages.direction(minutes.language)}
    return render(request, "convene/minutes_write.html", context, status=422 if refused else 200)


def save_all(request: HttpRequest, minutes: Minutes) -> list[Place]:
    """Save what has changed; what could not be saved, with the text as it was sent."""
    refused = []
    for place in places_of(minutes):
        text, base = request.POST.get(f"text-{place.key}"), request.POST.get(f"base-{place.key}", "")
        if text is None or (text.split() == base.split() and text.count("\n") == base.count("\n")):
            continue
        try:
            notes.save_note(minutes, notes.Draft(place.key, base, text, place.heading), by=request.user)
        except Refused as why:
            messages.error(request, str(why))
            refused.append(Place(place.key, "", "", "", text, place.version))
    return refused


@login_required
@never_cache
@require_POST
def live(request: HttpRequest, reference: str) -> JsonResponse:
    """One exchange of a writing page: saves go in; out come newer texts, who is where, what stands twice."""
    try:
        minutes = load_for_writing(request, reference)
    except Http404:
        return JsonResponse({"why": _("You do not write these minutes any more.")}, status=404)
    try:
        sent = json.loads(request.body)
        saves = [draft_of(each) for each in sent.get("saves", [])[:MOST_AT_ONCE]]
        known = {int(key): int(version) for key, version in sent.get("versions", {}).items()}
        here = None if sent.get("here") is None else int(sent["here"])
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return JsonResponse({"why": _("The page sent something unreadable. Load it again.")}, status=400)
    refused = {}
    for draft in saves:
        try:
            notes.save_note(minutes, draft, by=request.user)
        except Refused as why:
            refused[draft.key] = str(why)
    people = note_place(minutes, request.user, here)
    answer = told(request, minutes, known, {draft.key for draft in saves})
    answer["refused"] = refused
    answer["people"] = [{"name": str(row.person), "key": row.key} for row in people]
    return JsonResponse(answer)


def draft_of(sent: Sent) -> notes.Draft:
    """One save. ValueError and kin when it is none."""
    text, base, heading = sent["text"], sent["base"], sent.get("heading", "")
    if not all(isinstance(each, str) for each in (text, base, heading)):
        raise TypeError
    return notes.Draft(int(sent["key"]), base, text, heading)


def told(request: HttpRequest, minutes: Minutes, known: dict[int, int], saved: set[int]) -> Sent:
    """The texts this page does not have yet."""
    fresh = [
        place for place in places_of(minutes) if place.key in saved or known.get(place.key) != place.version
    ]
    return {
        "state": Minutes.objects.values_list("state", flat=True).get(pk=minutes.pk),
        "notes": [
            {
                "key": place.key,
                "version": place.version,
                "text": place.text,
                "twice": twice(request, minutes, place),
            }
            for place in fresh
        ],
    }


def twice(request: HttpRequest, minutes: Minutes, place: Place) -> str:
    """Both texts side by side, with the buttons."""
    if not place.doubled:
        return ""
    return render_to_string("convene/_twice.html", {"minutes": minutes, "place": place}, request=request)


@login_required
@require_POST
def settle(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Choose which of two texts stays. The button stands among the texts, so they are saved as well."""
    minutes = load_for_writing(request, reference)
    save_all(request, minutes)
    doubled = get_object_or_404(
        DoubledText.objects.filter(note__minutes=minutes).select_related("note__minutes"), pk=pk
    )
    keep = request.POST.get("keep", "")
    try:
        notes.settle(doubled, keep=keep if keep in ("there", "came") else "both", by=request.user)
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        messages.error(request, str(why))
    return redirect("convene:minutes_write", minutes.reference)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def translate(request: HttpRequest, reference: str, language: str) -> HttpResponse:
    """Each note beside its translation."""
    minutes = load_for_writing(request, reference)
    if minutes.is_frozen or not languages.is_known(language) or language == minutes.language:
        raise Http404
    rows = list(minutes.notes.exclude(text="").order_by("pk"))
    if request.method == "POST":
        try:
            for note in rows:
                text = request.POST.get(f"text-{note.pk}")
                if text is not None and text.strip():
                    acts.translate_note(note, language=language, text=notes.checked(text), by=request.user)
        except Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(minutes)
    found = wordings.best_many(rows, (TEXT,), language, drafts=True)
    pairs = [(note, found[note.pk, TEXT]) for note in rows]
    context = {
        "minutes": minutes,
        "pairs": [
            (note, "" if shown.is_fallback else shown.text, state_told(shown)) for note, shown in pairs
        ],
        "language": language,
        "language_name": languages.own_name(language),
        "direction": languages.direction(language),
    }
    return render(request, "convene/minutes_translate.html", context)


def state_told(shown: wordings.Shown) -> str:
    """Where a translation stands, when that is worth a word."""
    if shown.is_missing or shown.is_fallback:
        return _("Not translated yet")
    return "" if shown.state == Wording.State.CONFIRMED else str(Wording.State(shown.state).label)
