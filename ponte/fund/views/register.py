"""The public register of awards: the list, one entry, how long deciding takes, corrections."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ponte.core import references
from ponte.core.page_cache import for_visitors
from ponte.core.refusal import Refused
from ponte.core.registries import page_slots
from ponte.fund.actions.register import CORRECTED, correct_award
from ponte.fund.exports.awards import FORMATS
from ponte.fund.forms.register import SHARED, AwardForm, read_wanted
from ponte.fund.models import Award
from ponte.fund.queries import cycle_times, register
from ponte.fund.queries.award_page import context_of
from ponte.fund.queries.visible import awards_visible_to
from ponte.map.queries.organisation_list import place_notes

KINDS = ("fund.award", "fund.call", "map.organisation")
SLOT = "fund.award.panels"


@require_safe
@for_visitors(*KINDS, asks=SHARED)
def overview(request: HttpRequest) -> HttpResponse:
    """All awards that may be known, narrowed down and summed up."""
    wanted, language = read_wanted(request.GET), get_language() or "en"
    found = register.find(wanted, request.user)
    pages = register.page_of(found, wanted)
    awards = list(pages.object_list)
    context = {
        "pages": pages,
        "rows": register.rows_of(awards, request.user, language),
        "notes": place_notes(award.country for award in awards if award.country),
        "totals": register.totals_of(found),
        "wanted": wanted,
        "query": wanted.address(),
        "facets": facets_of(wanted, register.choices_of(request.user, language)),
        "tabs": tabs_of("awards"),
        "downloads": downloads_of(wanted),
    }
    return render(request, "fund/award_list.html", context)


def facets_of(wanted: register.Wanted, choices: dict[str, list[tuple[str, str]]]) -> list[dict[str, Any]]:
    """The ways to narrow the list down, each with what there is."""
    legends = {
        "call": pgettext("of the fund", "Call"),
        "country": _("Where the work happens"),
        "sector": _("Sector"),
        "year": _("Year"),
    }
    facets = []
    for name, legend in legends.items():
        chosen = getattr(wanted, name)
        known = choices[name] + ([(chosen, chosen)] if chosen and chosen not in dict(choices[name]) else [])
        options = [("", _("All")), *known]
        facets.append(
            {
                "name": name,
                "legend": legend,
                "options": [
                    {"value": value, "label": label, "count": None, "chosen": value == chosen}
                    for value, label in options
                ],
            }
        )
    return facets


def tabs_of(here: str) -> list[dict[str, Any]]:
    """The register and what it says about time."""
    labels = {"awards": _("Awards"), "cycle_times": _("How long deciding takes")}
    return [
        {"label": label, "url": reverse(f"fund:{name}"), "current": name == here}
        for name, label in labels.items()
    ]


def downloads_of(wanted: register.Wanted) -> list[dict[str, str]]:
    """The same rows as files."""
    labels = {"360giving.json": _("360Giving (JSON)"), "xlsx": "XLSX", "csv": "CSV"}
    query = replace(wanted, page="1").address()
    return [
        {"label": labels[form], "url": f"{reverse('fund:awards_export', args=[form])}?{query}".rstrip("?")}
        for form in FORMATS
    ]


@require_safe
@for_visitors(*KINDS, "fund.application")
def times(request: HttpRequest) -> HttpResponse:
    """Days from the deadline to the answer, call by call."""
    cycles = cycle_times.cycles_of(request.user, get_language() or "en")
    context = {"cycles": cycles, "tabs": tabs_of("cycle_times")}
    return render(request, "fund/cycle_times.html", context)


def load(request: HttpRequest, reference: str) -> Award:
    """The award if this person may see it; for anybody else it does not exist."""
    rows = awards_visible_to(request.user).select_related("organisation", "host", "call", "application")
    return get_object_or_404(rows, reference=references.normalise(reference))


@require_safe
@for_visitors(*KINDS, "fund.application", "accounts.person", slots=(SLOT,))
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """One award: who, how much, under which call, and what was corrected."""
    award = load(request, reference)
    context = context_of(award, request.user, get_language() or "en")
    context["panels"] = page_slots.slot(SLOT).panels(request, award)
    return render(request, "fund/award.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Correct an entry."""
    award = load(request, reference)
    if not request.user.has_perm("fund.change_award", award):
        raise Http404
    initial = {name: getattr(award, name) for name in CORRECTED}
    form = AwardForm(request.POST or None, award=award, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            correct_award(
                award, values=form.cleaned_data, reason=form.cleaned_data["reason"], by=request.user
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved. The correction is shown beside the entry."))
            return redirect(award)
    context = {"form": form, "award": award}
    return render(request, "fund/award_edit.html", context, status=422 if form.errors else 200)
