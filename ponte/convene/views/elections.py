"""Elections: prepared, opened, counted."""

from typing import Any
from zoneinfo import ZoneInfo

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.convene.actions import elections
from ponte.convene.forms.election import CandidateForm, ElectionForm, StatementForm
from ponte.convene.lifecycles import candidate as life_of_candidate
from ponte.convene.lifecycles.election import lifecycle
from ponte.convene.models import Candidate, Election, Meeting, Table
from ponte.convene.models.electing import ElectionState
from ponte.convene.queries import election_page
from ponte.convene.queries.seats import delegates_of
from ponte.convene.queries.table_page import top
from ponte.convene.queries.tables import tables_visible_to
from ponte.convene.views.tables import load as load_table
from ponte.core import references
from ponte.core.refusal import Refused
from ponte.core.views import steps


def load(request: HttpRequest, reference: str) -> Election:
    """The election, for those who sit at the table or work for it."""
    rows = Election.objects.filter(table__in=tables_visible_to(request.user)).select_related(
        "table", "meeting"
    )
    election = get_object_or_404(rows, reference=references.normalise(reference))
    if not request.user.has_perm("convene.view_election", election):
        raise Http404
    return election


def load_to_change(request: HttpRequest, reference: str) -> Election:
    """The election, for those who prepare it."""
    election = load(request, reference)
    if not request.user.has_perm("convene.change_election", election):
        raise Http404
    return election


@login_required
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """Who stands, how many have voted, and once it is counted, the result."""
    election = load(request, reference)
    return shown(request, election, CandidateForm(delegates=delegates_of(election.table)))


def shown(request: HttpRequest, election: Election, form: CandidateForm) -> HttpResponse:
    """The page, with the form as it stands."""
    person: Any = request.user
    context = top(election.table, "convene:mandates") | election_page.context_of(election, person)
    context |= {
        "form": form,
        "offers": lifecycle.open_to(person, election),
        "steps_at": f"{election.get_absolute_url()}step/",
        "candidates": [
            {
                "candidate": row,
                "offers": life_of_candidate.lifecycle.open_to(person, row)
                if election.state == ElectionState.PREPARED
                else [],
                "steps_at": f"{election.get_absolute_url()}candidates/{row.pk}/step/",
            }
            for row in election_page.candidates_of(election)
        ],
    }
    return render(request, "convene/election.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """Prepare one."""
    table = load_table(request, reference)
    if not request.user.has_perm("convene.change_election", table):
        raise Http404
    return kept(request, table, None)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Other terms, while it is not open."""
    election = load_to_change(request, reference)
    return kept(request, election.table, election)


def kept(request: HttpRequest, table: Table, election: Election | None) -> HttpResponse:
    """The form of the terms, in the time of the table; where it leads once it is right."""
    with timezone.override(ZoneInfo(table.time_zone)):
        form = ElectionForm(
            request.POST or None,
            instance=Election.objects.get(pk=election.pk) if election else Election(table=table),
            meetings=Meeting.objects.filter(table=table).order_by("-pk"),
            zone=table.time_zone,
        )
        if request.method == "POST" and form.is_valid():
            try:
                row = elections.prepare(table, values=form.cleaned_data, by=request.user, election=election)
            except Refused as why:
                form.add_error(None, str(why))
            else:
                return redirect(row)
        context = {"form": form, "election": election, "table": table}
        return render(request, "convene/election_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def candidate_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Put somebody forward."""
    election = load_to_change(request, reference)
    form = CandidateForm(request.POST, delegates=delegates_of(election.table))
    if form.is_valid():
        try:
            elections.name_candidate(election, by=request.user, **form.cleaned_data)
        except Refused as why:
            form.add_error("delegate", str(why))
        else:
            messages.success(request, _("Put forward. They are asked by mail whether they want to stand."))
            return redirect(election)
    return shown(request, election, form)


@login_required
@require_POST
def candidate_step(request: HttpRequest, reference: str, pk: int, name: str) -> HttpResponse:
    """A candidate agrees, declines, withdraws; or the facilitator writes down that they did."""
    election = load(request, reference)
    row = get_object_or_404(
        Candidate.objects.select_related("election", "delegate__seat"), pk=pk, election=election
    )
    steps.perform(request, life_of_candidate.lifecycle, name, row)
    return redirect(election)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Open, end, count, annul."""
    election = load(request, reference)
    if name != "open":
        steps.perform(request, lifecycle, name, election)
        return redirect(election)
    load_to_change(request, reference)
    try:
        elections.open_vote(election, by=request.user)
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The vote is open. Everybody on the roll gets a mail."))
    return redirect(election)


@login_required
@require_POST
def withdraw(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Take one's proposal to count back."""
    election = load(request, reference)
    steps.withdraw(request, lifecycle, name, election)
    return redirect(election)


@login_required
@require_POST
def recount(request: HttpRequest, reference: str) -> HttpResponse:
    """Count what is in the box once more."""
    election = load(request, reference)
    try:
        same = elections.count_again(election, by=request.user)
    except Refused as why:
        messages.error(request, str(why))
    else:
        if same:
            messages.success(request, _("Counted again: the same result."))
        else:
            messages.error(request, _("Counted again: the box and the result differ. Tell the office."))
    return redirect(election)


@login_required
@require_POST
def again(request: HttpRequest, reference: str) -> HttpResponse:
    """Hold it again, because it had no result."""
    election = load_to_change(request, reference)
    try:
        return redirect(elections.vote_again(election, by=request.user))
    except Refused as why:
        messages.error(request, str(why))
        return redirect(election)


@never_cache
@require_http_methods(["GET", "POST"])
def candidacy(request: HttpRequest, token: str) -> HttpResponse:
    """Do you want to stand? Two buttons; looking changes nothing."""
    try:
        if not consume(request, action="listed"):
            raise Refused(_("Too many tries. Wait ten minutes, then try again."))
        _link, row = elections.look_up_candidacy(token)
        form = StatementForm(request.POST or None, initial={"statement": row.statement})
        if request.method == "POST" and form.is_valid():
            stands = "decline" not in request.POST
            elections.answer_candidacy(token, stands=stands, statement=form.cleaned_data["statement"])
            return render(request, "convene/candidacy_answered.html", {"candidate": row, "stands": stands})
    except Refused as why:
        return render(request, "convene/link_refused.html", {"why": str(why)}, status=410)
    context = {"candidate": row, "election": row.election, "form": form}
    return render(request, "convene/candidacy.html", context, status=422 if form.errors else 200)
