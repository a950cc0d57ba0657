"""Changes in minutes: asked for by members, with an account or by their link, and answered."""

from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.convene.actions import amendments as acts
from ponte.convene.actions import minutes_links
from ponte.convene.exports.minutes_pdf import context_of
from ponte.convene.forms.minutes import AmendmentForm
from ponte.convene.lifecycles.amendment import lifecycle
from ponte.convene.models import Amendment, Minutes
from ponte.convene.queries.amendments import NEW, paragraphs_of
from ponte.convene.queries.assembling import paper_of
from ponte.convene.queries.minutes import minutes_visible_to
from ponte.convene.views.minutes import load
from ponte.core import references
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean
from ponte.core.views.steps import perform


def wish_of(minutes: Minutes, data: dict[str, Any]) -> acts.Wish:
    """What was chosen in the form; the paragraph as it stands now."""
    key, _dot, line = data["where"].partition(".")
    note = minutes.notes.get(pk=key)
    paragraph = "" if line == NEW else note.text.split("\n")[int(line)]
    return acts.Wish(note, paragraph, data["text"], data["reason"])


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """A member asks for a change."""
    minutes = load(request, reference)
    if not request.user.has_perm("convene.add_amendment", minutes):
        raise Http404
    form = AmendmentForm(request.POST or None, places=paragraphs_of(minutes))
    if request.method == "POST" and form.is_valid():
        try:
            acts.ask(minutes, wish_of(minutes, form.cleaned_data), by=request.user)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Thank you. Whoever writes the minutes answers."))
            return redirect(minutes)
    context = {"form": form, "minutes": minutes}
    return render(request, "convene/amendment_new.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Take it, do not take it, take it back."""
    scope = Amendment.objects.filter(minutes__in=minutes_visible_to(request.user).order_by().values("pk"))
    rows = scope.select_related("note", "minutes__meeting__table")
    amendment = get_object_or_404(rows, reference=references.normalise(reference))
    if name != "accept":
        perform(request, lifecycle, name, amendment)
        return redirect(amendment.get_absolute_url())
    try:
        reason = clean(request.POST.get("reason", ""), multiline=True)[:2000]
        acts.accept(amendment, by=request.user, answer=reason)
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Taken into the minutes."))
    return redirect(amendment.get_absolute_url())


@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """What a delegate without an account sees: the minutes, and a form. Looking changes nothing."""
    try:
        if not consume(request, action="listed"):
            raise Refused(_("Too many tries. Wait ten minutes, then try again."))
        held = minutes_links.look_up(token)
    except Refused as why:
        return render(request, "convene/link_gone.html", {"why": str(why)}, status=410)
    minutes = held.minutes
    form = AmendmentForm(request.POST or None, places=paragraphs_of(minutes))
    asked = False
    if request.method == "POST" and form.is_valid():
        try:
            acts.ask(minutes, wish_of(minutes, form.cleaned_data), delegate=held.delegate)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            asked, form = True, AmendmentForm(places=paragraphs_of(minutes))
    context = context_of(paper_of(minutes, get_language() or "en"), minutes) | {
        "minutes": minutes,
        "form": form,
        "asked": asked,
        "holder": held.delegate,
        "own": held.delegate.amendments.filter(minutes=minutes),
        "takes_changes": minutes.state == "circulated",
    }
    return render(request, "convene/minutes_by_link.html", context, status=422 if form.errors else 200)
