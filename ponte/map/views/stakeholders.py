"""Stakeholders: the office's own book of institutions, media, donors and people others listen to."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponte.accounts.forms.lists import shown_country
from ponte.accounts.models import Person
from ponte.core import changes, references
from ponte.map.actions.stakeholders import finish_step, keep_stakeholder, write_relation
from ponte.map.forms.stakeholders import RelationForm, StakeholderForm, address_of, read_wanted
from ponte.map.models import Relation, Stakeholder
from ponte.map.models.vocabulary import StakeholderKind
from ponte.map.queries.organisation_list import place_notes
from ponte.map.queries.stakeholders import LENGTH, Wanted, grid, stakeholders, what_to_do


def for_those_who(permission: str) -> Callable[..., Any]:
    """Only those with the permission; for anybody else there is no such page."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        @login_required
        def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise Http404
            return view(request, *args, **options)

        return guarded

    return wrap


sees, keeps = for_those_who("map.view_stakeholder"), for_those_who("map.change_stakeholder")


@sees
def overview(request: HttpRequest) -> HttpResponse:
    """All of them, and where each stands between interest and influence."""
    wanted = read_wanted(request.GET)
    pages = Paginator(stakeholders(wanted, request.user), LENGTH).get_page(request.GET.get("page"))
    rows = grid(wanted, request.user)
    for cell in (cell for row in rows for cell in row["cells"]):
        place = {} if cell["chosen"] else {"influence": cell["influence"], "interest": cell["interest"]}
        cell["url"] = "?" + address_of(wanted, **({"influence": "", "interest": ""} | place))
    context = {
        "wanted": wanted,
        "pages": pages,
        "query": address_of(wanted),
        "grid": rows,
        "kinds": kinds_of(wanted),
        "tabs": tabs_of(wanted),
        "is_narrowed": bool(wanted.text or wanted.kind or wanted.interest or wanted.influence),
        "may_change": request.user.has_perm("map.change_stakeholder"),
    }
    return render(request, "map/stakeholder_list.html", context)


def tabs_of(wanted: Wanted) -> list[dict[str, Any]]:
    """Everybody, one's own, and those the office left."""
    tabs = [(_("All"), "", ""), (_("Mine"), 1, ""), (_("Past"), "", 1)]
    return [
        {
            "label": label,
            "url": f"?{address_of(wanted, mine=mine, past=past)}",
            "current": (bool(mine), bool(past)) == (wanted.mine, wanted.past),
        }
        for label, mine, past in tabs
    ]


def kinds_of(wanted: Wanted) -> list[dict[str, Any]]:
    """The kinds to choose from."""
    every = [("", _("Any kind")), *StakeholderKind.choices]
    return [
        {"value": value, "label": label, "count": None, "chosen": value == wanted.kind}
        for value, label in every
    ]


def load(reference: str) -> Stakeholder:
    """The stakeholder, or no such page."""
    rows = Stakeholder.objects.select_related("focal_person", "organisation")
    return get_object_or_404(rows, reference=references.normalise(reference))


@sees
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """Who they are, what they want, and everything that passed between them and the office."""
    return shown(request, load(reference), RelationForm())


def shown(request: HttpRequest, stakeholder: Stakeholder, form: RelationForm) -> HttpResponse:
    """The page, with the form of the log as it stands."""
    context = {
        "stakeholder": stakeholder,
        "form": form,
        "says": what_to_do(stakeholder.influence, stakeholder.interest),
        "relations": stakeholder.relations.select_related("by").order_by("-on", "-pk")[:200],
        "countries": [shown_country(code) for code in stakeholder.countries],
        "place_notes": place_notes(stakeholder.countries),
        "changes": changes.history_of(stakeholder)[:50],
        "may_change": request.user.has_perm("map.change_stakeholder"),
    }
    return render(request, "map/stakeholder.html", context, status=422 if form.errors else 200)


@keeps
def keep(request: HttpRequest, reference: str = "") -> HttpResponse:
    """A new one, or the same with other words."""
    stakeholder = load(reference) if reference else None
    instance = load(reference) if reference else Stakeholder(focal_person=cast(Person, request.user))
    form = StakeholderForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        saved = keep_stakeholder(values=form.cleaned_data, by=request.user, stakeholder=stakeholder)
        messages.success(request, _("Saved."))
        return redirect(saved)
    context = {"form": form, "stakeholder": stakeholder}
    return render(request, "map/stakeholder_edit.html", context, status=422 if form.errors else 200)


@require_POST
@keeps
def write(request: HttpRequest, reference: str) -> HttpResponse:
    """One more entry of the relation log."""
    stakeholder = load(reference)
    form = RelationForm(request.POST)
    if not form.is_valid():
        return shown(request, stakeholder, form)
    write_relation(stakeholder, values=form.cleaned_data, by=request.user)
    messages.success(request, _("Written down."))
    return redirect(stakeholder)


@require_POST
@keeps
def finish(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """What was to follow is done."""
    relation = get_object_or_404(Relation, pk=pk, stakeholder=load(reference))
    finish_step(relation, by=request.user)
    messages.success(request, _("Done."))
    return redirect("map:stakeholder", relation.stakeholder.reference)
