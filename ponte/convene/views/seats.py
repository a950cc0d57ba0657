"""Who sits at a table: members, invitations, delegates, and the answer to an invitation."""

from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.convene.actions import seats
from ponte.convene.forms.seat import AnswerForm, DelegateForm, InviteForm
from ponte.convene.lifecycles.seat import lifecycle
from ponte.convene.models import Delegate, Seat, Table
from ponte.convene.models.vocabulary import SeatState
from ponte.convene.queries.seats import number_of_members, seats_of
from ponte.convene.queries.table_page import top
from ponte.convene.views.tables import load
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.views.steps import perform
from ponte.map.queries.organisations import organisations_visible_to

LENGTH = 50


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The members; a form for who invites."""
    table = load(request, reference)
    may_invite = request.user.has_perm("convene.change_table", table)
    if request.method == "POST" and not may_invite:
        raise Http404
    form = None
    if may_invite:
        scope = organisations_visible_to(request.user)
        form = InviteForm(request.POST or None, scope=scope, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form and form.is_valid() and invited(request, table, form):
        return redirect("convene:members", table.reference)
    return shown(request, table, form)


def shown(request: HttpRequest, table: Table, form: InviteForm | None) -> HttpResponse:
    """The page as this person sees it: outside, only who sits at the table."""
    person: Any = request.user
    is_inside = person.has_perm("convene.view_seat", table)
    pages = Paginator(seats_of(table, person, is_inside=is_inside), LENGTH).get_page(request.GET.get("page"))
    context = top(table, "convene:members") | {
        "pages": pages,
        "rows": [row_of(person, seat, is_inside=is_inside) for seat in pages.object_list],
        "is_inside": is_inside,
        "members": number_of_members(table),
        "form": form,
    }
    return render(request, "convene/members.html", context, status=422 if form and form.errors else 200)


def row_of(person: Any, seat: Seat, *, is_inside: bool) -> dict[str, Any]:
    """A seat with its people and what this person may do with it."""
    may_name = is_inside and person.has_perm("convene.name_seat_delegate", seat)
    return {
        "seat": seat,
        "delegates": [row for row in seat.delegates.all() if row.ended_at is None] if is_inside else [],
        "offers": lifecycle.open_to(person, seat) if is_inside else [],
        "waits": seat.state == SeatState.INVITED,
        "may_name": may_name,
        "steps_at": reverse("convene:members", args=[seat.table.reference]) + f"{seat.pk}/step/",
    }


def invited(request: HttpRequest, table: Table, form: InviteForm) -> bool:
    """Send the invitation, or say why not."""
    data = form.cleaned_data
    try:
        seats.invite(table, data["organisation"], voice=data["voice"], delegate=form.values, by=request.user)
    except Refused as why:
        form.add_error("organisation", str(why))
        return False
    if data["email"]:
        messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": data["email"]})
    else:
        messages.success(request, _("Invited. Without an address no mail goes out: tell them yourself."))
    return True


def load_seat(request: HttpRequest, reference: str, pk: int) -> Seat:
    """A seat of a table, for those who may see who acts for it."""
    table = load(request, reference)
    if not request.user.has_perm("convene.view_seat", table):
        raise Http404
    rows = Seat.objects.select_related("table", "organisation")
    return get_object_or_404(rows, pk=pk, table=table)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, pk: int, name: str) -> HttpResponse:
    """Take a seat, decline, leave, exclude."""
    perform(request, lifecycle, name, load_seat(request, reference, pk))
    return redirect("convene:members", reference)


@login_required
@require_http_methods(["GET", "POST"])
def delegate_new(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """One more person who acts for a seat."""
    seat = load_seat(request, reference, pk)
    if not request.user.has_perm("convene.name_seat_delegate", seat):
        raise Http404
    form = DelegateForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        try:
            seats.add_delegate(seat, values=form.values, by=request.user)
        except Refused as why:
            form.add_error("email", str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect("convene:members", reference)
    context = {"form": form, "seat": seat, "table": seat.table}
    return render(request, "convene/delegate_new.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def delegate_end(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Somebody acts no more."""
    delegate = get_object_or_404(Delegate.objects.select_related("seat__table"), pk=pk, ended_at=None)
    seat = load_seat(request, reference, delegate.seat_id)
    try:
        seats.end_delegate(delegate, by=request.user)
    except NotPermitted:
        raise Http404 from None
    messages.success(request, _("Ended. Their links open nothing any more."))
    return redirect("convene:members", seat.table.reference)


@never_cache
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """To what an organisation is invited, and two buttons. Looking changes nothing."""
    try:
        if not consume(request, action="listed"):
            raise Refused(_("Too many tries. Wait ten minutes, then try again."))
        _link, delegate = seats.look_up(token)
        form = AnswerForm(request.POST or None, initial={"name": delegate.name, "phone": delegate.phone})
        if request.method == "POST" and "decline" in request.POST:
            seats.answer_by_link(token, accepts=False, values={})
            return render(request, "convene/offer_answered.html", {"seat": delegate.seat, "accepts": False})
        if request.method == "POST" and form.is_valid():
            seat = seats.answer_by_link(token, accepts=True, values=form.cleaned_data)
            return render(request, "convene/offer_answered.html", {"seat": seat, "accepts": True})
    except Refused as why:
        return render(request, "convene/link_refused.html", {"why": str(why)}, status=410)
    context = top(delegate.seat.table) | {"delegate": delegate, "seat": delegate.seat, "form": form}
    return render(request, "convene/offer.html", context, status=422 if form.errors else 200)
