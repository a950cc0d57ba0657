"""Saying by hand that two records are the same."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ponte.core.refusal import Refused
from ponte.map.actions.duplicates import pair_by_hand
from ponte.map.forms.same import LONGEST_TEXT, candidates
from ponte.map.queries.organisation_list import rows_of
from ponte.map.views.duplicates import for_keepers
from ponte.map.views.organisation import load


@for_keepers
def choose(request: HttpRequest, reference: str) -> HttpResponse:
    """Look for the other record by name or reference; then the two stand side by side."""
    organisation = load(request, reference)
    if not request.user.has_perm("map.add_duplicatepair"):
        raise Http404
    if request.method == "POST":
        other = load(request, request.POST.get("other", ""))
        try:
            return redirect(pair_by_hand(organisation, other, by=request.user))
        except Refused as refusal:
            messages.error(request, str(refusal))
    text = request.GET.get("q", "")[:LONGEST_TEXT]
    context = {
        "organisation": organisation,
        "text": text,
        "rows": rows_of(candidates(organisation, text, request.user)),
    }
    return render(request, "map/same.html", context)
