"""Before anything opens: a reviewer goes through the list of all applicants."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ponte.core.refusal import Refused
from ponte.core.text import clean, fold
from ponte.fund.actions.conflicts import declare_list
from ponte.fund.forms.reviewing import InterestsForm
from ponte.fund.models import ConflictDeclaration, PhaseReviewer
from ponte.fund.models.vocabulary import PhaseState
from ponte.fund.queries.conflicts import listed_for
from ponte.fund.queries.hints import SENTENCES_TO_ONESELF, hints_between

FEW = 10  # so many are read without looking for a name
LONGEST = 200


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who applies in this call, handed to them or not, with what may bind them on top."""
    rows = PhaseReviewer.objects.filter(reviewer__person=request.user.pk, phase__state=PhaseState.OPEN)
    member = get_object_or_404(rows.select_related("phase__call", "reviewer__person"), phase=pk)
    looks = "look" in request.POST  # they look for a name, and keep what they ticked and wrote
    form = InterestsForm(initial=request.POST.dict()) if looks else InterestsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        near = {int(key) for key in request.POST.getlist("near") if key.isdecimal()}
        try:
            count = declare_list(
                member, near=near, kind=form.cleaned_data["kind"], reason=form.cleaned_data["reason"]
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            words = _("Thank you. What you ticked stays shut to you.") if count else _("Thank you.")
            messages.success(request, words)
            return redirect("fund:reviews")
    return render(
        request, "fund/interests.html", context_of(request, member, form), status=422 if form.errors else 200
    )


def context_of(request: HttpRequest, member: PhaseReviewer, form: InterestsForm) -> dict[str, object]:
    """The applicants by name, those with a hint first. What was declared stays declared."""
    applications = list(listed_for(member.phase))
    hints = hints_between([member.reviewer.person], applications)
    declared = ConflictDeclaration.objects.filter(person=member.reviewer.person, has_conflict=True).order_by()
    known = set(declared.values_list("application_id", flat=True))
    ticked = set(request.POST.getlist("near"))
    wanted = clean(request.POST.get("q", ""))[:LONGEST] if request.POST.get("look") == "some" else ""
    rows: list[dict[str, Any]] = [
        {
            "key": row.pk,
            "organisation": row.organisation,
            "hints": [
                SENTENCES_TO_ONESELF[code] for code in hints.get((member.reviewer.person_id, row.pk), [])
            ],
            "is_known": row.pk in known,
            "is_ticked": str(row.pk) in ticked or row.pk in known,
        }
        for row in applications
    ]
    rest = [row for row in rows if not row["hints"]]
    return {
        "form": form,
        "wanted": wanted,
        "may_look": len(rows) > FEW,
        "member": member,
        "phase": member.phase,
        "hinted": [row for row in rows if row["hints"]],
        "rest": [row for row in rest if row["is_ticked"] or fold(wanted) in row["organisation"].sort_name],
        "count": len(rows),
    }
