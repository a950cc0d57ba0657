"""The page of a participant, by the link in a letter: no account, and looking changes nothing."""

from typing import Any

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ponte.convene.actions.attendance import check_in
from ponte.convene.actions.exchange import answer_poll, ask, vote
from ponte.convene.actions.guest_links import registration_behind
from ponte.convene.actions.places import place_in_line
from ponte.convene.actions.registering import accept, bring_more, decline
from ponte.convene.exports.calendar import MEDIA_TYPE
from ponte.convene.exports.entries import entry_for
from ponte.convene.forms.exchange import QuestionForm
from ponte.convene.forms.guests import FIELDS, AnswerForm, OthersForm, names_in
from ponte.convene.models import Attendance, Poll, Question, Registration
from ponte.convene.models.attendance import HERE
from ponte.convene.models.meeting import MeetingKind
from ponte.convene.models.registration import RegistrationState
from ponte.convene.models.vocabulary import ByLink
from ponte.convene.queries.check_in import why_no_check_in
from ponte.convene.queries.exchange import polls_of, questions_of
from ponte.convene.queries.meeting_page import agenda_shown, channels_of, top
from ponte.convene.queries.registration import why_not
from ponte.convene.rules.meetings import lets
from ponte.convene.views.guests import heard_at
from ponte.core.refusal import Refused


def look_up(request: HttpRequest, token: str) -> Registration:
    """Whose page it is, unless somebody tries many."""
    if not consume(request, action="guest"):
        raise Refused(_("Too many tries. Wait ten minutes, then try again."))
    _link, row = registration_behind(token)
    return row


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """What one is registered for, and the buttons; POST answers with one of them."""
    try:
        row = look_up(request, token)
        if request.method == "POST":
            act(request, row)
            return redirect("convene:guest", token)
    except Refused as why:
        return refused(request, token, why)
    return render(request, "convene/guest.html", context_of(row, token))


def act(request: HttpRequest, row: Registration) -> None:
    """One button."""
    match request.POST.get("act"):
        case "decline":
            need(row, ByLink.ANSWER)
            decline(row)
        case "check_in":
            check_in(row)
        case "vote":
            vote(thing_of(Question, row, request.POST.get("question")), row)
        case "poll":
            option = request.POST.get("option", "")
            answer_poll(
                thing_of(Poll, row, request.POST.get("poll")), int(option) if option.isdecimal() else 0, row
            )


def need(row: Registration, what: ByLink) -> None:
    """Refused where the table does not let people do this by link."""
    if not lets(row.meeting, what):
        raise Refused(_("At this table one needs an account for this. Write to its facilitator."))


def thing_of(model: Any, row: Registration, key: str | None) -> Any:
    """A question or a poll of this meeting."""
    found = model.objects.filter(meeting=row.meeting_id, pk=key).first() if key and key.isdecimal() else None
    if found is None:
        raise Refused(_("This is not here any more."))
    return found


def context_of(row: Registration, token: str) -> dict[str, Any]:
    """The meeting as this participant sees it."""
    meeting, language = row.meeting, get_language() or "en"
    comes = row.state == RegistrationState.REGISTERED
    line = Attendance.objects.filter(registration=row).first()
    context = top(meeting) | {
        "guest": row,
        "token": token,
        "comes": comes,
        "line": place_in_line(row) if row.state == RegistrationState.WAITING else 0,
        "party": list(row.party.exclude(state=RegistrationState.CANCELLED)),
        "is_here": line is not None and line.state in HERE,
        "no_check_in": why_no_check_in(meeting),
        "closed": why_not(meeting),
        "lets_answer": lets(meeting, ByLink.ANSWER),
        "lets_register": lets(meeting, ByLink.REGISTER),
        "lets_check_in": lets(meeting, ByLink.CHECK_IN),
        "channels": channels_of(meeting, language, links=comes),
        **agenda_shown(meeting, language, inside=False),
    }
    if meeting.kind == MeetingKind.EXCHANGE:
        context |= {
            "question_form": QuestionForm(initial={"language": language}),
            "questions": questions_of(meeting, language, reader=row),
            "polls": polls_of(meeting, language, reader=row),
        }
    return context


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Say that one comes, or change how."""
    try:
        row = look_up(request, token)
        need(row, ByLink.ANSWER)
        form = AnswerForm(
            request.POST or None,
            meeting=row.meeting,
            spoken=heard_at(row.meeting),
            initial={name: getattr(row, name) for name in FIELDS},
        )
        if request.method == "POST" and form.is_valid():
            accept(row, values=form.values)
            return redirect("convene:guest", token)
    except Refused as why:
        return refused(request, token, why)
    context = top(row.meeting) | {"form": form, "guest": row, "token": token}
    return render(request, "convene/guest_answer.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def others(request: HttpRequest, token: str) -> HttpResponse:
    """Bring more people."""
    try:
        row = look_up(request, token)
        form = OthersForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            bring_more(row, names_in(form.cleaned_data["others"]))
            return redirect("convene:guest", token)
    except Refused as why:
        return refused(request, token, why)
    context = top(row.meeting) | {"form": form, "token": token}
    return render(request, "convene/guest_others.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the panel."""
    try:
        row = look_up(request, token)
        form = QuestionForm(request.POST or None, initial={"language": get_language()})
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            ask(row, data["text"], data["language"], shows_name=data["shows_name"])
            return redirect("convene:guest", token)
    except Refused as why:
        return refused(request, token, why)
    context = top(row.meeting) | {"form": form, "token": token}
    return render(request, "convene/guest_question.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The entry for one's own calendar."""
    try:
        row = look_up(request, token)
    except Refused as why:
        return refused(request, token, why)
    content = entry_for(row, get_language() or "en").replace("METHOD:REQUEST", "METHOD:PUBLISH", 1)
    name = f'attachment; filename="{row.meeting.reference}.ics"'
    return HttpResponse(content, content_type=MEDIA_TYPE, headers={"Content-Disposition": name})


def refused(request: HttpRequest, token: str, why: Refused) -> HttpResponse:
    """What stands in the way, and the way back where there is one."""
    try:
        _link, row = registration_behind(token)
    except Refused:
        row = None
    context = {"why": str(why), "token": token if row else "", "status": 409 if row else 410}
    return render(request, "convene/guest_refused.html", context, status=409 if row else 410)
