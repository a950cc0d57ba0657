"""Registering by form; and the list of guests for who runs the meeting."""

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
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts.requests import SignedInRequest
from ponte.convene.actions.guest_links import token_for
from ponte.convene.actions.inviting import delegates_of, invite, read_addresses
from ponte.convene.actions.registering import decline, register
from ponte.convene.exports.guest_letters import tell_again
from ponte.convene.forms.guests import GuestForm, InviteForm
from ponte.convene.models import Meeting, Registration
from ponte.convene.models.meeting import Registering
from ponte.convene.queries.meeting_page import top
from ponte.convene.queries.registration import guests_of, numbers_of, why_not
from ponte.convene.views.meetings import load
from ponte.core import languages
from ponte.core.refusal import Refused

LENGTH = 100


def heard_at(meeting: Meeting) -> list[tuple[str, str]]:
    """The languages one can hear there."""
    channels = [row.to_language for row in meeting.interpretation.all()]
    codes = dict.fromkeys([*meeting.languages, *channels])
    return [(code, languages.name(code, get_language() or "en")) for code in codes]


def guest_initial(request: HttpRequest) -> dict[str, Any]:
    """What is known of who asks."""
    person: Any = request.user
    known = {"name": person.name, "email": person.email} if person.is_authenticated else {}
    return known | {"language": get_language()}


@never_cache
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, reference: str) -> HttpResponse:
    """Register, alone or with others. When it is not possible, the page says why."""
    meeting = load(request, reference)
    closed = why_not(meeting)
    if not closed and meeting.registering == Registering.INVITED:
        closed = _("This meeting is by invitation. Use the link in your letter, or write to the office.")
    if closed:
        return render(request, "convene/register_closed.html", top(meeting) | {"why": closed}, status=410)
    bound = GuestForm(
        request.POST or None, meeting=meeting, spoken=heard_at(meeting), initial=guest_initial(request)
    )
    if request.method == "POST" and bound.is_valid():
        try:
            return take(request, meeting, bound)
        except Refused as why:
            bound.add_error(None, str(why))
    context = top(meeting) | {"form": bound, "ways": numbers_of(meeting)["ways"]}
    return render(request, "convene/register.html", context, status=422 if bound.errors else 200)


def take(request: HttpRequest, meeting: Meeting, bound: GuestForm) -> HttpResponse:
    """What was typed, as a registration. Whose address was registered already gets the link by mail, nobody else."""
    if not consume(request, action="meeting_register"):
        raise Refused(_("Too many registrations from here in one hour. Try again later."))
    person: Any = request.user
    values = bound.values
    if person.is_authenticated and values["email"] == person.email:
        values["person"] = person
    row, is_new = register(meeting, values=values, others=bound.others_named)
    if not is_new:
        tell_again(row)
        return render(request, "convene/register_again.html", top(meeting), status=200)
    return redirect("convene:guest", token_for(row))


@login_required
def overview(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who is invited, registered, waiting; and a form to invite more."""
    meeting = load(request, reference, "convene.view_registration")
    may_change = request.user.has_perm("convene.change_meeting", meeting)
    bound = InviteForm(request.POST or None, initial={"language": meeting.language})
    if request.method == "POST":
        if not may_change:
            raise Http404
        if bound.is_valid() and (answer := send(request, meeting, bound)):
            return answer
    pages = Paginator(guests_of(meeting), LENGTH).get_page(request.GET.get("page"))
    context = top(meeting) | numbers_of(meeting) | {"form": bound, "pages": pages, "may_change": may_change}
    return render(request, "convene/guests.html", context, status=422 if bound.errors else 200)


def send(request: SignedInRequest, meeting: Meeting, bound: InviteForm) -> HttpResponse | None:
    """Invite whom the form says, and tell what could not be read."""
    data = bound.cleaned_data
    guests, unread = read_addresses(data["addresses"])
    language = data["language"]
    people = [type(guest)(guest.email, guest.name, language) for guest in guests]
    if data["delegates"]:
        people = [*delegates_of(meeting), *people]
    if not people and not unread:
        bound.add_error("addresses", _("Say whom to invite."))
        return None
    if unread:
        shown = ", ".join(f"“{piece}”" for piece in unread[:5])
        bound.add_error(
            "addresses", _("There is no address in: %(pieces)s. Nobody was invited.") % {"pieces": shown}
        )
        return None
    try:
        found = invite(meeting, people, by=request.user)
    except Refused as why:
        bound.add_error(None, str(why))
        return None
    told = ngettext("%(count)d person invited.", "%(count)d people invited.", found.new) % {
        "count": found.new
    }
    if found.known:
        already = ngettext(
            "%(count)d was on the list already.", "%(count)d were on the list already.", found.known
        )
        told += " " + already % {"count": found.known}
    messages.success(request, told)
    return redirect("convene:guests", meeting.reference)


@login_required
@require_POST
def excuse(request: SignedInRequest, reference: str, guest: str) -> HttpResponse:
    """The facilitator was told that somebody does not come."""
    meeting = load(request, reference, "convene.change_meeting")
    row = get_object_or_404(Registration, meeting=meeting, reference=guest)
    try:
        decline(row, by=request.user)
    except Refused as why:
        messages.error(request, str(why))
    return redirect("convene:guests", meeting.reference)
