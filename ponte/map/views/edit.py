"""Editing by the office and by the organisation itself, one group of questions a screen."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ponte.core.refusal import Refused
from ponte.map.actions import change_organisation
from ponte.map.actions.registering import register_for_somebody
from ponte.map.forms.parts import Rows, rows_of
from ponte.map.forms.profile import GROUPS, Group, ProfileForm
from ponte.map.forms.registering import AssistedForm
from ponte.map.forms.screens import SCREENS, TITLES
from ponte.map.forms.sight import SightForm
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import Closeness
from ponte.map.queries.record import Record, blank_record, record_of
from ponte.map.views.organisation import load
from ponte.map.views.similar import question_about


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """A new record with the few things that are known at first."""
    if not request.user.has_perm("map.add_organisation"):
        raise Http404
    form = AssistedForm(request.POST or None)
    question = None
    if request.method == "POST" and form.is_valid():
        question = question_about(request, blank_record() | form.values)
        if question is None:
            organisation = register_for_somebody(values=form.values, told=form.told, by=request.user)
            messages.success(request, _("Added. You can now write down more of what you know."))
            is_told = bool(form.told["way"])
            return redirect("map:claim_code", organisation.reference) if is_told else redirect(organisation)
    context = {"form": form, "question": question}
    status = 422 if request.method == "POST" else 200
    return render(request, "map/organisation_new.html", context, status=status)


@login_required
def edit(request: HttpRequest, reference: str, group: str) -> HttpResponse:
    """One screen of the profile: shown, refused with what to do, or saved."""
    organisation = load(request, reference)
    if group not in TITLES or not request.user.has_perm("map.change_organisation", organisation):
        raise Http404
    form = bind(request, organisation, group)
    who = SightForm(form.data if form.is_bound else None, organisation=organisation, screen=group)
    stale = request.method == "POST" and request.POST.get("seen") != version_of(organisation)
    if request.method == "POST" and form.is_valid() and who.is_valid() and not stale:
        home = {"places_shown": Closeness.COUNTRY.value} if "is_a_home" in request.POST else {}
        try:
            return save(request, organisation, values_of(form, group) | who.record() | home)
        except Refused:
            organisation, stale = load(request, reference), True
    context = {
        "organisation": organisation,
        "form": form,
        "who": who,
        "group": group,
        "screens": screens_of(organisation, group),
        "title": TITLES[group],
        "seen": version_of(organisation),
        "stale": stale,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "map/organisation_edit.html", context, status=status)


def save(request: HttpRequest, organisation: Organisation, values: Record) -> HttpResponse:
    """Save what was typed, unless somebody else was quicker."""
    change = change_organisation(organisation, values=values, by=request.user, seen=organisation.changed_at)
    messages.success(request, _("Saved.") if change else _("Nothing was different, so nothing was changed."))
    return redirect(organisation)


def screens_of(organisation: Organisation, group: str) -> list[dict[str, Any]]:
    """All screens of the profile; the present one is marked."""
    return [
        {
            "label": screen.title,
            "url": reverse("map:organisation_edit", args=[organisation.reference, screen.name]),
            "current": screen.name == group,
        }
        for screen in SCREENS
    ]


def bind(request: HttpRequest, organisation: Organisation, group: str) -> ProfileForm | Rows:
    """The form of a screen, with what was typed or what is known."""
    data = request.POST if request.method == "POST" else None
    if group in GROUPS:
        return group_for(request.user, group).form()(
            data, instance=Organisation.objects.get(pk=organisation.pk)
        )
    return rows_of(group)(data, initial=record_of(organisation)[group], prefix=group)


def group_for(person: Any, group: str) -> Group:
    """The questions of a screen: of a record's governance only who may see it is for its own people to say."""
    if group == "record" and not person.has_perm("map.add_organisation"):
        return Group(GROUPS[group].title, ("visibility",))
    return GROUPS[group]


def values_of(form: ProfileForm | Rows, group: str) -> Record:
    """What the screen says, as record values."""
    return form.values if isinstance(form, ProfileForm) else {group: form.rows}


def version_of(organisation: Organisation) -> str:
    """What the record was when the screen was shown: two people cannot overwrite each other unseen."""
    return organisation.changed_at.isoformat()
