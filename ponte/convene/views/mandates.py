"""Mandates: who speaks for a table, since when, until when, and why not any more."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponte.convene.actions.mandates import give_mandate
from ponte.convene.forms.election import MandateForm
from ponte.convene.lifecycles.mandate import lifecycle
from ponte.convene.models import Mandate, Meeting
from ponte.convene.queries.mandates import elections_of, mandates_of
from ponte.convene.queries.seats import delegates_of
from ponte.convene.queries.table_page import top
from ponte.convene.queries.tables import tables_visible_to
from ponte.convene.views.tables import load as load_table
from ponte.core import changes, references
from ponte.core.refusal import Refused
from ponte.core.views.steps import perform
from ponte.map.queries.organisations import organisations_visible_to

LENGTH, SHOWN = 25, 20


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """Who speaks for a table now, who did, and the elections."""
    table = load_table(request, reference)
    person: Any = request.user
    is_inside = person.has_perm("convene.view_election", table)
    shows_elections = is_inside and request.GET.get("show") == "elections"
    held: Any = elections_of(table) if is_inside else []
    rows: Any = held if shows_elections else mandates_of(table)
    pages = Paginator(rows, LENGTH).get_page(request.GET.get("page"))
    newest = [] if shows_elections else list(held[: SHOWN + 1])
    context = top(table, "convene:mandates") | {
        "pages": pages,
        "elections": newest[:SHOWN],
        "has_more": len(newest) > SHOWN,
        "shows_elections": shows_elections,
        "may_add": person.has_perm("convene.add_mandate", table),
    }
    return render(request, "convene/mandates.html", context)


def load(request: HttpRequest, reference: str) -> Mandate:
    """A mandate of a table this person may see."""
    rows = Mandate.objects.filter(table__in=tables_visible_to(request.user))
    rows = rows.select_related("table", "organisation", "meeting", "election", "delegate")
    return get_object_or_404(rows, reference=references.normalise(reference))


def one(request: HttpRequest, reference: str) -> HttpResponse:
    """One mandate, with its words, its end and its history."""
    mandate = load(request, reference)
    person: Any = request.user
    is_inside = person.has_perm("convene.view_election", mandate)
    context = top(mandate.table, "convene:mandates") | {
        "mandate": mandate,
        "offers": [
            offer
            for offer in (lifecycle.open_to(person, mandate) if person.is_authenticated else [])
            if offer.step != "succeed"
        ],
        "steps_at": f"{mandate.get_absolute_url()}step/",
        "changes": changes.history_of(mandate)[:30] if is_inside else [],
        "is_inside": is_inside,
        "sees_organisation": sees_organisation(person, mandate, is_inside=is_inside),
    }
    return render(request, "convene/mandate.html", context)


def sees_organisation(person: Any, mandate: Mandate, *, is_inside: bool) -> bool:
    """A mandate everybody may see does not open the record of an organisation that is closed to them."""
    if mandate.organisation_id is None:
        return False
    return is_inside or organisations_visible_to(person).filter(pk=mandate.organisation_id).exists()


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down who was chosen."""
    table = load_table(request, reference)
    if not request.user.has_perm("convene.add_mandate", table):
        raise Http404
    meetings = Meeting.objects.filter(table=table).order_by("-pk")
    form = MandateForm(request.POST or None, delegates=delegates_of(table), meetings=meetings)
    if request.method == "POST" and form.is_valid():
        try:
            mandate = give_mandate(table, values=form.cleaned_data, by=request.user)
        except (Refused, IntegrityError) as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(mandate)
    context = {"form": form, "table": table}
    return render(request, "convene/mandate_new.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Give it back, revoke it, end it with its term."""
    mandate = load(request, reference)
    perform(request, lifecycle, name, mandate)
    return redirect(mandate)
