"""The page of one organisation, its history, and the steps of its life."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponte.core import changes, references, wordings
from ponte.core.elsewhere import Elsewhere
from ponte.core.models import Office
from ponte.core.page_cache import for_visitors
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.registries import page_slots
from ponte.core.text import clean
from ponte.map.actions import undo_change
from ponte.map.forms.profile import GROUPS
from ponte.map.forms.screens import SCREENS
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import PlaceRole, State
from ponte.map.queries.duplicates import lives_on_as
from ponte.map.queries.history import history_for
from ponte.map.queries.identifiers import sharing_a_number
from ponte.map.queries.likeness import similar_to
from ponte.map.queries.organisation_list import badges_of, initial, place_notes
from ponte.map.queries.organisation_page import profile_of
from ponte.map.queries.organisations import DESCRIPTION, organisations_visible_to
from ponte.map.queries.reaching import address_of
from ponte.map.queries.record import record_of, whole
from ponte.map.queries.sharing import shared, structured
from ponte.map.queries.sight import Sight, seen, sight_of


def load(request: HttpRequest, reference: str) -> Organisation:
    """The organisation if this person may see it; for anybody else it does not exist."""
    scope = whole(organisations_visible_to(request.user)).exclude(state=State.MERGED)
    found = scope.filter(reference=references.normalise(reference)).first()
    if found is None and (now := lives_on_as(reference, request.user)):
        raise Elsewhere(page=now.get_absolute_url(), reference=now.reference)
    if found is None:
        raise Http404
    return found


@for_visitors("map.organisation", slots=["map.organisation.panels"])
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """What is known of an organisation, and how sure we are."""
    return render(request, "map/organisation.html", context_of(request, load(request, reference)))


def context_of(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    """The page as the person of this request sees it."""
    sight = sight_of(request.user, organisation)
    shown = seen(organisation, sight)
    context = top(shown, "organisation", request.user) | body_of(shown, sight)
    context |= side_of(request.user, organisation, shown)
    if request.user.has_perm("map.view_register"):
        context["same_number"] = sharing_a_number(organisation)[:5]
        if organisation.state == State.PROPOSED:
            context["similar"] = similar_to(record_of(organisation), but=[organisation.pk])
    context |= passed_on(organisation)
    context["panels"] = page_slots.slot("map.organisation.panels").panels(request, shown)
    return context


def passed_on(organisation: Organisation) -> dict[str, Any]:
    """What the page tells programs, the same whoever looks at it; nothing when a stranger is not to know of it."""
    passed, office = shared(organisation), Office.current()
    if passed is None:
        return {"passed": None}
    facts = json_script(structured(passed)).replace("application/json", "application/ld+json", 1)
    return {
        "passed": passed,
        "structured": SafeString(facts),
        "site_name": office.called if office else "Ponte",
        "card_url": settings.URL + reverse("map:organisation_card", args=[organisation.reference]),
    }


def body_of(organisation: Organisation, sight: Sight) -> dict[str, Any]:
    """What the page tells of an organisation that went through `seen` with the same sight."""
    profile = profile_of(organisation, sight)
    roles = dict(PlaceRole.choices)
    told = sight.sees(DESCRIPTION, organisation.shown_to)
    return {
        "profile": profile,
        "places": [(roles[role], names) for role, names in profile.by_role.items() if names],
        "place_notes": place_notes(place.area for place in organisation.places.all()),
        "office_facts": [
            (GROUPS["capacity"].title, profile.capacity),
            (GROUPS["engagement"].title, profile.engagement),
            (GROUPS["record"].title, profile.record),
        ],
        "description": wordings.best(organisation, DESCRIPTION, get_language() or "en") if told else None,
        "sees_all": sight.sees_all,
    }


def side_of(person: Any, organisation: Organisation, shown: Organisation) -> dict[str, Any]:
    """What this person may do, and what depends on who they are; `shown` is what they see of the organisation."""
    return {
        "offers": lifecycle.open_to(person, organisation),
        "may_pair": person.has_perm("map.add_duplicatepair"),
        "steps_at": f"{organisation.get_absolute_url()}step/",
        # Whoever has not signed in yet is asked to on the way.
        "may_claim": not person.is_authenticated or person.has_perm("map.claim_organisation", organisation),
        "may_print_code": person.has_perm("map.issue_claim_code", organisation),
        "may_change": person.has_perm("map.change_organisation", organisation),
        "screens": SCREENS,
        "may_tell": person.has_perm("map.tell_organisation"),
        "cannot_tell": "" if address_of(organisation) else str(_("No mail address is known.")),
        "may_report": True,
    }


def top(organisation: Organisation, here: str, person: Any) -> dict[str, Any]:
    """The head of every page of an organisation; `here` is the name of the page's address."""
    tabs = {"organisation": _("About"), "organisation_history": _("History")}
    if person.has_perm("map.view_members", organisation):
        tabs["members"] = _("People")
    return {
        "organisation": organisation,
        "letter": initial(organisation.name),
        "badges": badges_of(organisation),
        "tabs": [
            {
                "label": label,
                "url": reverse(f"map:{name}", args=[organisation.reference]),
                "current": name == here,
            }
            for name, label in tabs.items()
        ],
    }


def history(request: HttpRequest, reference: str) -> HttpResponse:
    """Who changed what, and from where each value comes."""
    organisation = load(request, reference)
    return render(
        request,
        "map/organisation_history.html",
        top(seen(organisation, sight_of(request.user, organisation)), "organisation_history", request.user)
        | {"entries": history_for(organisation, request.user)},
    )


def facts_of(request: HttpRequest, name: str) -> dict[str, Any]:
    """What a step is told besides its reason: the day, for an organisation that came to its end."""
    if name != "dissolve" or not request.POST.get("on"):
        return {}
    day = clean(request.POST["on"])
    try:
        return {"on": date.fromisoformat(day).isoformat()}
    except ValueError:
        raise Refused(_("Choose the day in the calendar, or leave it empty.")) from None


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Move the record along its life; the table of steps decides whether that is possible."""
    organisation = load(request, reference)
    try:
        move = lifecycle.perform(
            name,
            organisation,
            by=request.user,
            reason=clean(request.POST.get("reason", ""), multiline=True)[:2000],
            **facts_of(request, name),
        )
    except NotPermitted as refusal:
        if not request.user.has_perm("map.view_register"):
            raise Http404 from None
        messages.error(request, str(refusal))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("Proposed. A second person now has to confirm it.") if move.is_proposal else _("Done.")
        messages.success(request, done)
    return redirect(organisation)


@login_required
@require_POST
def withdraw(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Take back one's own proposal of a step that takes two people."""
    organisation = load(request, reference)
    if not request.user.has_perm("map.view_register"):
        raise Http404
    try:
        lifecycle.withdraw(name, organisation, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Withdrawn. Nothing has changed."))
    return redirect(organisation)


@login_required
def undo(request: HttpRequest, reference: str, change: int) -> HttpResponse:
    """Ask first, then put back what a change replaced."""
    organisation = load(request, reference)
    if not request.user.has_perm("map.undo_organisation", organisation):
        raise Http404
    entry = get_object_or_404(changes.history_of(organisation), pk=change)
    if request.method == "POST":
        try:
            undo_change(organisation, change=entry, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Undone. The history keeps both changes."))
        return redirect("map:organisation_history", organisation.reference)
    possible = changes.can_undo(entry, record_of(organisation))
    return render(
        request,
        "map/organisation_undo.html",
        {"organisation": organisation, "entry": entry, "possible": possible},
    )
