"""Answering: one group a screen, saved as one goes on; the same by autosave."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts.requests import SignedInRequest
from ponte.ask.actions import answering
from ponte.ask.document.evaluation import Evaluation
from ponte.ask.document.parts import said
from ponte.ask.forms.answers import Reading, raw_of, read_answers
from ponte.ask.models import Response
from ponte.ask.queries.live import state_of
from ponte.ask.queries.responses import evaluated, rows_of
from ponte.ask.queries.screens import Drawing, Screen, looks_on, screens_of
from ponte.ask.views.loading import load_response
from ponte.core.refusal import Refused


def language() -> str:
    """Of the reader."""
    return get_language() or "en"


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def screen(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """One screen. Saving never fails because something is missing: that is told, and asked for at the end."""
    response = load_response(request, reference, "ask.change_response")
    if not response.is_open:
        return redirect(response)
    shown = screen_of(response, number)
    if request.method == "GET":
        return drawn(request, response, shown, Reading())
    read = read_answers(response.version.form, request.POST, language())
    try:
        before = asked_on(evaluated(response), shown)
        saved = answering.save_answers(response, read.given, by=request.user)
        other_buttons(request, response, read)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return drawn(request, response, shown, read, status=422)
    if read.problems or saved.rivals:
        return drawn(request, response, shown, read, status=422)
    return onward(request, response, shown, before)


def screen_of(response: Response, number: int) -> Screen:
    """The screen of this number."""
    screens = screens_of(response.version.form)
    if not 1 <= number <= len(screens):
        raise Http404
    return screens[number - 1]


def asked_on(evaluation: Evaluation, shown: Screen) -> set[str]:
    """The questions of a screen that are asked now."""
    return {look.path for look in looks_on(evaluation, shown) if look.is_asked}


def other_buttons(request: SignedInRequest, response: Response, read: Reading) -> None:
    """Files, and repetitions to add or to take away."""
    for name in request.FILES:
        path = name.removeprefix("f:")
        try:
            answering.attach(response, path, cast(UploadedFile, request.FILES[name]), by=request.user)
        except Refused as refusal:
            read.problems[path] = str(refusal)
    if path := request.POST.get("add", ""):
        answering.add_repetition(response, path, by=request.user)
    if removed := request.POST.get("remove", ""):
        path, _bar, key = removed.partition("|")
        answering.remove_repetition(response, path, key, by=request.user)
    if path := request.POST.get("remove_file", ""):
        answering.replace_file(response, path, None, by=request.user)


def onward(request: SignedInRequest, response: Response, shown: Screen, before: set[str]) -> HttpResponse:
    """To the next screen with questions; stay where an answer opened another question."""
    now = evaluated(response)
    if {"add", "remove", "remove_file"} & set(request.POST) or request.FILES:
        return redirect("ask:screen", response.reference, shown.number)
    if request.POST.get("go") == "back":
        return redirect(address(response, reversed(following(response, now, 0, shown.number - 1))))
    if asked_on(now, shown) - before:
        messages.info(request, _("Saved. Your answers opened more questions on this page."))
        return redirect("ask:screen", response.reference, shown.number)
    if request.POST.get("go") == "later":
        messages.success(request, _("Saved. Come back whenever you want."))
        return redirect(response)
    return redirect(address(response, following(response, now, shown.number, None)))


def following(response: Response, now: Evaluation, start: int, end: int | None) -> list[Screen]:
    """The screens from here to there on which something is asked or told."""
    screens = screens_of(response.version.form)[start:end]
    return [each for each in screens if any(now.found[name, ()].relevant for name in each.names)]


def address(response: Response, screens: Iterable[Screen]) -> str:
    """Of the first of these screens; of the overview when there is none."""
    first = next(iter(screens), None)
    return (
        reverse("ask:screen", args=[response.reference, first.number])
        if first
        else response.get_absolute_url()
    )


def drawn(
    request: SignedInRequest, response: Response, shown: Screen, read: Reading, *, status: int = 200
) -> HttpResponse:
    """The page of a screen."""
    now = evaluated(response)
    drawing = Drawing(
        now,
        rows=rows_of(response),
        raw=read.raw,
        problems=read.problems,
        shown=lambda item, stored: raw_of(item, stored, language()),
        strict="missing" in request.GET,
    )
    blocks = drawing.screen(shown)
    screens = screens_of(response.version.form)
    asked = now.asked
    title, spoken = said(
        response.version.parts.title, get_language() or "en", response.version.parts.language
    )
    context: dict[str, Any] = {
        "response": response,
        "title": title,
        "title_language": spoken,
        "blocks": blocks,
        "screen": shown,
        "count": len(screens),
        "group": blocks[0] if shown.group and blocks else None,
        "done": sum(1 for look in asked if not look.is_empty),
        "asked": len(asked),
        "problems": [
            {"id": block_id(path), "label": now.text(placed.item.label, look)[0], "text": text}
            for path, text in read.problems.items()
            if (where := response.version.form.where(path))
            and (placed := where[0])
            and (look := now.found.get((placed.item.name, where[1])))
        ],
    }
    return render(request, "ask/screen.html", context, status=status)


def block_id(path: str) -> str:
    """The id of the control of a path."""
    return "q-" + path.replace(":", "-").replace("/", "-")


@never_cache
@login_required
@require_POST
def save(request: SignedInRequest, reference: str) -> JsonResponse:
    """Some answers of a screen, saved; answers what the screen is to show now."""
    response = load_response(request, reference, "ask.change_response")
    number = request.GET.get("screen", "1")
    shown = screen_of(response, int(number) if number.isdecimal() and len(number) < 4 else 0)
    read = read_answers(response.version.form, request.POST, language())
    try:
        answering.save_answers(response, read.given, by=request.user)
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    drawing = Drawing(
        evaluated(response),
        rows=rows_of(response),
        problems=read.problems,
        shown=lambda item, stored: raw_of(item, stored, language()),
    )
    return JsonResponse(state_of(drawing, shown))
