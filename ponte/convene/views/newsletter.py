"""The newsletter: asking for it, confirming, ending it by one click; writing and sending it."""

from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts.requests import SignedInRequest
from ponte.convene.actions import newsletter
from ponte.convene.actions.digests import KIND as ACTIONS
from ponte.convene.actions.meeting_digest import want
from ponte.convene.forms.exchange import IssueForm, SubscribeForm
from ponte.convene.models import Issue, MeetingDigest, Subscriber
from ponte.convene.tasks import send_newsletter
from ponte.convene.views.meeting_edit import written
from ponte.core import languages, references, wordings
from ponte.core.refusal import Refused

LENGTH = 50


@never_cache
@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for it. The answer is the same for every address."""
    form = SubscribeForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        if consume(request, action="newsletter"):
            newsletter.ask_for_newsletter(form.cleaned_data["email"], form.cleaned_data["language"])
            return render(request, "convene/newsletter_asked.html")
        form.add_error(None, _("Too many tries. Wait an hour, then try again."))
    return render(request, "convene/newsletter.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the link in the mail; the button confirms."""
    try:
        if request.method == "POST":
            newsletter.confirm_newsletter(token)
            return render(request, "convene/newsletter_confirmed.html")
        _link, subscriber = newsletter.subscriber_behind(token)
    except Refused as why:
        return render(request, "convene/newsletter_refused.html", {"why": str(why)}, status=410)
    return render(request, "convene/newsletter_confirm.html", {"subscriber": subscriber})


@csrf_exempt  # the mail program itself sends this (RFC 8058); the signature says that it may
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The button, or one click in the mail program, ends it."""
    try:
        if request.method == "POST" and "again" in request.POST:
            newsletter.begin_again(token)
            return render(request, "convene/digest_again.html")
        if request.method == "POST":
            kind = newsletter.unsubscribe(token)
            return render(request, "convene/unsubscribed.html", {"may_begin_again": may_begin_again(kind)})
        kind, email = newsletter.read_unsubscribe(token)
    except Refused as why:
        return render(request, "convene/newsletter_refused.html", {"why": str(why)}, status=410)
    has_ended = may_begin_again(kind) and not newsletter.wants(email, kind)
    context = {"is_newsletter": kind == newsletter.NEWSLETTER, "email": email, "has_ended": has_ended}
    return render(request, "convene/unsubscribe.html", context)


def may_begin_again(kind: str) -> bool:
    """Whether the holder of the link in a letter can begin it again by that link."""
    return kind not in (newsletter.NEWSLETTER, newsletter.MEETINGS)


@login_required
@require_http_methods(["GET", "POST"])
def digests(request: SignedInRequest) -> HttpResponse:
    """The regular letters of somebody with an account: each can be ended, and begun again."""
    person: Any = request.user
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "yes"
        if request.POST.get("kind") == newsletter.MEETINGS:
            want(person, wanted=wanted)
        elif wanted:
            newsletter.want_again(person.email, ACTIONS)
        else:
            newsletter.mute(person.email, ACTIONS)
        messages.success(request, _("It comes from now on.") if wanted else _("It does not come any more."))
        return redirect("convene:digests")
    context = {
        "gets_actions": newsletter.wants(person.email, ACTIONS),
        "gets_meetings": MeetingDigest.objects.filter(person=person).exists(),
    }
    return render(request, "convene/digests.html", context)


def allowed(request: SignedInRequest) -> None:
    """For others these pages do not exist."""
    if not request.user.has_perm("convene.change_newsletter"):
        raise Http404


@login_required
def issues(request: SignedInRequest) -> HttpResponse:
    """What was written and sent."""
    allowed(request)
    pages = Paginator(Issue.objects.order_by("-written_at", "-pk"), LENGTH).get_page(request.GET.get("page"))
    confirmed = Subscriber.objects.filter(confirmed_at__isnull=False).count()
    return render(request, "convene/issues.html", {"pages": pages, "confirmed": confirmed})


@login_required
def write(request: SignedInRequest, reference: str = "") -> HttpResponse:
    """Write a newsletter, a language at a time."""
    allowed(request)
    issue = get_object_or_404(Issue, reference=references.normalise(reference)) if reference else None
    texts = written(issue) if issue else {}
    language = request.GET.get("language") or request.POST.get("language") or get_language() or "en"
    title, text = texts.get(language, ("", ""))
    form = IssueForm(request.POST or None, initial={"language": language, "title": title, "text": text})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            issue = newsletter.write_issue(
                issue, data["language"], title=data["title"], text=data["text"], by=request.user
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved. Nothing is sent yet."))
            return redirect("convene:issue", issue.reference)
    context = {"form": form, "issue": issue, "states": states_of(issue), "language": language}
    return render(request, "convene/issue.html", context, status=422 if form.errors else 200)


def states_of(issue: Issue | None) -> list[dict[str, Any]]:
    """Each language of the office, and how far its text is."""
    if issue is None:
        return []
    labels = dict(wordings.State.choices) | {wordings.MISSING: _("Not written yet")}
    return [
        {"code": code, "name": languages.own_name(code), "state": labels[state]}
        for code, state in wordings.states(issue, newsletter.TEXT).items()
    ]


@login_required
@require_POST
def send(request: SignedInRequest, reference: str) -> HttpResponse:
    """To everybody who confirmed."""
    allowed(request)
    issue = get_object_or_404(Issue, reference=references.normalise(reference))
    try:
        count = newsletter.begin_sending(issue, by=request.user)
    except Refused as why:
        messages.error(request, str(why))
        return redirect("convene:issue", issue.reference)
    send_newsletter.enqueue(issue.pk)
    told = ngettext("It goes to %(count)d address.", "It goes to %(count)d addresses.", count)
    messages.success(request, told % {"count": count})
    return redirect("convene:issues")
