"""Minutes: the page, the documents, and the steps of their life."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.convene.actions import minutes as acts
from ponte.convene.exports.minutes_docx import KIND, docx_of
from ponte.convene.exports.minutes_pdf import context_of, pdf_of
from ponte.convene.exports.minutes_text import message
from ponte.convene.forms.minutes import ApproveForm, ChangeForm, CirculateForm
from ponte.convene.lifecycles import amendment as life_of_amendment
from ponte.convene.lifecycles.minutes import lifecycle
from ponte.convene.models import Amendment, Minutes
from ponte.convene.queries.amendments import amendments_of
from ponte.convene.queries.assembling import paper_of
from ponte.convene.queries.meetings import meetings_visible_to
from ponte.convene.queries.minutes import languages_of, minutes_visible_to, reads_all
from ponte.convene.queries.paper import Paper, for_everybody
from ponte.core import changes, languages, references
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean
from ponte.core.workflow import Offer

FORMS = ("pdf", "docx", "txt")


def load(request: HttpRequest, reference: str) -> Minutes:
    """The minutes if this person may read them; for anybody else they do not exist."""
    return get_object_or_404(minutes_visible_to(request.user), reference=references.normalise(reference))


def seen(request: HttpRequest, minutes: Minutes) -> Paper:
    """The paper as far as this person reads it, in the language of the page."""
    paper = paper_of(minutes, get_language() or "en")
    return paper if reads_all(request.user, minutes) else for_everybody(paper)


@never_cache
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """To read and to print."""
    minutes = load(request, reference)
    person, all_of_it, paper = request.user, reads_all(request.user, minutes), seen(request, minutes)
    offers = lifecycle.open_to(person, minutes) if person.is_authenticated else []
    context = context_of(paper, minutes) | {
        "minutes": minutes,
        "offers": [
            (offer, reverse(f"convene:minutes_{offer.step}", args=[minutes.reference])) for offer in offers
        ],
        "forms": {"circulate": CirculateForm(), "approve": ApproveForm(minutes=minutes)},
        "may_write": not minutes.is_frozen and person.has_perm("convene.write_minutes", minutes),
        "may_change": not minutes.is_frozen and person.has_perm("convene.circulate_minutes", minutes),
        "may_ask": person.has_perm("convene.add_amendment", minutes) and minutes.state == "circulated",
        "amendments": wishes(minutes, person) if all_of_it else [],
        "reads_all": all_of_it,
        "others": others(minutes) if all_of_it else [],
        "message": message(paper, address=settings.URL + minutes.get_absolute_url()),
    }
    return render(request, "convene/minutes.html", context)


def wishes(minutes: Minutes, person: Any) -> list[tuple[Amendment, list[Offer]]]:
    """Changes asked for, each with what this person may do about it."""
    return [(row, life_of_amendment.lifecycle.open_to(person, row)) for row in amendments_of(minutes)]


def others(minutes: Minutes) -> list[dict[str, Any]]:
    """Each language: its name, how far the minutes are translated, where to read and where to translate."""
    words = {
        "original": _("written in it"),
        "confirmed": _("translated"),
        "partly": _("translated in part"),
        "missing": _("not translated yet"),
        "outdated": _("translation out of date"),
        "machine": _("translated by machine"),
        "draft": _("translation not confirmed"),
    }
    here = get_language() or "en"
    return [
        {
            "code": code,
            "name": languages.own_name(code),
            "told": words[state],
            "read": minutes.get_absolute_url().replace(f"/{here}/", f"/{code}/", 1),
            "translate": ""
            if state == "original"
            else reverse("convene:minutes_translate", args=[minutes.reference, code]),
        }
        for code, state in languages_of(minutes).items()
    ]


def document(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """The same as a file."""
    minutes = load(request, reference)
    if form not in FORMS:
        raise Http404
    paper = seen(request, minutes)
    try:
        if form == "pdf":
            answer = HttpResponse(pdf_of(paper, minutes), content_type="application/pdf")
        elif form == "docx":
            answer = HttpResponse(docx_of(paper, minutes), content_type=KIND)
        else:
            text = message(paper, address=settings.URL + minutes.get_absolute_url())
            answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    except Refused as why:
        return render(request, "convene/no_document.html", {"why": str(why), "minutes": minutes}, status=503)
    name = f"{minutes.reference}-{get_language()}.{form}"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


@login_required
@require_POST
def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """Minutes for a meeting; who presses second finds those of the first."""
    meeting = get_object_or_404(meetings_visible_to(request.user), reference=references.normalise(reference))
    try:
        minutes = acts.begin_minutes(meeting, by=request.user, language=request.POST.get("language", "")[:12])
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        messages.error(request, str(why))
        return redirect(meeting)
    return redirect("convene:minutes_write", minutes.reference)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, reference: str) -> HttpResponse:
    """Who else writes; whether everybody may read them in the end."""
    minutes = load(request, reference)
    if minutes.is_frozen or not request.user.has_perm("convene.circulate_minutes", minutes):
        raise Http404
    form = ChangeForm(request.POST or None, minutes=minutes)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        acts.change_minutes(
            minutes, writers=values["writers"], is_public=values["is_public"], by=request.user
        )
        messages.success(request, _("Saved."))
        return redirect(minutes)
    context = {"form": form, "minutes": minutes}
    return render(request, "convene/minutes_change.html", context, status=422 if form.errors else 200)


def stepped(request: HttpRequest, reference: str, go: Callable[[Minutes], object], done: str) -> HttpResponse:
    """Take a step, say what came of it, show the minutes."""
    minutes = load(request, reference)
    try:
        go(minutes)
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, done)
    return redirect(minutes)


@login_required
@require_POST
def circulate(request: HttpRequest, reference: str) -> HttpResponse:
    """Send them to the members."""

    def go(minutes: Minutes) -> None:
        form = CirculateForm(request.POST)
        if not form.is_valid():
            raise Refused(_("Choose the day in the calendar, or leave it empty."))
        acts.circulate(minutes, amend_until=form.cleaned_data["amend_until"], by=request.user)

    return stepped(request, reference, go, _("Sent to the members."))


@login_required
@require_POST
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """A later meeting approved them."""

    def go(minutes: Minutes) -> None:
        chosen = request.POST.get("approved_in", "")
        pk = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else None
        acts.approve(minutes, approved_in=pk, by=request.user)

    return stepped(request, reference, go, _("Approved. Nothing in these minutes changes any more."))


@login_required
@require_POST
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Take them back to write on."""
    reason = clean(request.POST.get("reason", ""), multiline=True)[:2000]
    go = lambda minutes: lifecycle.perform("reopen", minutes, by=request.user, reason=reason)  # noqa: E731
    return stepped(request, reference, go, _("Taken back. You can write on."))


@login_required
def history(request: HttpRequest, reference: str) -> HttpResponse:
    """Who did what with them, and who wrote when."""
    minutes = load(request, reference)
    if not reads_all(request.user, minutes):
        raise Http404
    written = [(note, changes.history_of(note)[:50]) for note in minutes.notes.all()]
    context = {"minutes": minutes, "entries": changes.history_of(minutes)[:100], "written": written}
    return render(request, "convene/minutes_history.html", context)
