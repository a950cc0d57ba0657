"""Requests about personal data: the form of the public, and the pages of those who answer."""

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.accounts import queries
from ponte.accounts.actions import data_requests
from ponte.accounts.forms.data_request import AskForm, EnterForm, StepForm
from ponte.accounts.lifecycles.data_request import lifecycle
from ponte.accounts.models import DataRequest
from ponte.accounts.requests import SignedInRequest
from ponte.core import changes, references
from ponte.core.refusal import Refused

SHOWN = 200


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask; the answer is the same whether anything is kept about the address or not."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if consume(request, action="data_request"):
            data_requests.ask(values=form.cleaned_data, language=get_language() or "en")
            return render(request, "accounts/data_request_sent.html")
        form.add_error(None, _("Too many requests from here. Wait an hour, then try again."))
    return render(request, "accounts/data_request_new.html", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button that says: it was me. Looking changes nothing."""
    try:
        if not consume(request, action="invitation"):
            raise Refused(_("Too many tries. Wait ten minutes, then try again."))
        link, asked = data_requests.look_up(token)
        if request.method == "POST":
            data_requests.confirm(link, asked)
    except Refused as why:
        return render(request, "accounts/data_request_gone.html", {"why": str(why)}, status=410)
    return render(request, "accounts/data_request_confirm.html", {"asked": asked})


@login_required
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """What waits, with the last day of each, and what was answered."""
    only_for_those_who_answer(request)
    context = {"waiting": queries.open_requests()[:SHOWN], "settled": queries.settled_requests()[:SHOWN]}
    return render(request, "accounts/data_requests.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def enter(request: SignedInRequest) -> HttpResponse:
    """Write down what somebody asks who came or called."""
    only_for_those_who_answer(request)
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = get_language() or "en"
        return redirect(data_requests.ask(values=form.cleaned_data, language=language, by=request.user))
    return render(request, "accounts/data_request_enter.html", {"form": form})


@login_required
@require_safe
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """One request: its clock, what is kept about the person once they are known, and what can be done."""
    return shown(request, load(request, reference), StepForm())


def shown(request: SignedInRequest, asked: DataRequest, form: StepForm) -> HttpResponse:
    """The page, perhaps with what could not be done."""
    context = {
        "asked": asked,
        "form": form,
        "held": data_requests.held_for(asked) if asked.is_open else [],
        "offers": lifecycle.open_to(request.user, asked),
        "may_erase": request.user.has_perm("accounts.erase_datarequest")
        and asked.wish in ("delete", "object"),
        "changes": changes.history_of(asked)[:50],
    }
    return render(request, "accounts/data_request.html", context)


@login_required
@require_POST
def step(request: SignedInRequest, reference: str) -> HttpResponse:
    """Confirm, begin, extend, answer or refuse."""
    asked = load(request, reference)
    form = StepForm(request.POST)
    if form.is_valid():
        try:
            name, said = request.POST.get("step", ""), form.cleaned_data
            data_requests.decide(name, asked, by=request.user, reason=said["reason"], ground=said["ground"])
        except Refused as why:
            form.add_error("reason", str(why))
        else:
            messages.success(request, _("Done."))
            return redirect(asked)
    return shown(request, load(request, reference), form)


@login_required
@require_POST
def held(request: SignedInRequest, reference: str) -> HttpResponse:
    """Take out what is kept, as a download, or erase it."""
    asked = load(request, reference)
    keys, form = request.POST.getlist("held")[:1000], StepForm(request.POST)
    try:
        if request.POST.get("act") == "erase":
            reason = form.cleaned_data["reason"] if form.is_valid() else ""
            count = data_requests.erase(asked, keys=keys, reason=reason, by=request.user)
            said = ngettext("%(count)d entry was erased.", "%(count)d entries were erased.", count)
            messages.success(request, said % {"count": count})
            return redirect(asked)
        answer = JsonResponse(
            data_requests.download(asked, keys=keys, by=request.user),
            json_dumps_params={"ensure_ascii": False, "indent": 1},
        )
    except Refused as why:
        messages.error(request, str(why))
        return redirect(asked)
    answer["Content-Disposition"] = f'attachment; filename="{asked.reference}.json"'
    return answer


def load(request: SignedInRequest, reference: str) -> DataRequest:
    """The request, for those who answer; for anybody else it does not exist."""
    only_for_those_who_answer(request)
    return get_object_or_404(DataRequest, reference=references.normalise(reference))


def only_for_those_who_answer(request: SignedInRequest) -> None:
    """A page somebody may not see is as if absent."""
    if not request.user.has_perm("accounts.view_datarequest"):
        raise Http404
