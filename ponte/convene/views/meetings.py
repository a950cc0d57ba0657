"""Meetings: the list, the page of one, the steps of its life."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ponte.convene.actions.attendance import prefill
from ponte.convene.exports.messaging import message_for
from ponte.convene.forms.meeting import office_languages
from ponte.convene.lifecycles.meeting import lifecycle
from ponte.convene.models import Interpretation, Meeting
from ponte.convene.models.meeting import MeetingKind
from ponte.convene.queries import meeting_list, meeting_page
from ponte.convene.queries.meetings import meetings_visible_to
from ponte.core import changes, languages, references
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.registries import page_slots
from ponte.core.text import clean


def load(request: HttpRequest, reference: str, permission: str = "") -> Meeting:
    """The meeting if this person may see it (and do this with it); for anybody else it does not exist."""
    interpreted = Exists(Interpretation.objects.filter(meeting=OuterRef("pk")))
    scope = meetings_visible_to(request.user).annotate(is_interpreted=interpreted)
    found = get_object_or_404(scope, reference=references.normalise(reference))
    if permission and not (request.user.is_authenticated and request.user.has_perm(permission, found)):
        raise Http404
    return found


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All of them, to come or past."""
    wanted, language = meeting_list.read_wanted(request.GET), get_language() or "en"
    pages = meeting_list.page_of(wanted, request.user)
    tables = meeting_list.tables_to_choose(request.user, language)
    person: Any = request.user
    context = {
        "pages": pages,
        "rows": meeting_list.rows_of(list(pages.object_list), language),
        "query": wanted.address(),
        "wanted": wanted,
        "tabs": [
            {
                "label": label,
                "url": f"{reverse('convene:meetings')}?{wanted.address(time=name)}",
                "current": name == wanted.time,
            }
            for name, label in meeting_list.TIMES.items()
        ],
        "facets": [
            facet("language", _("Language of the meeting"), office_languages(), wanted.language),
            facet("kind", _("Kind"), MeetingKind.choices, wanted.kind),
            facet("table", pgettext("where organisations sit", "Table"), tables, wanted.table),
        ],
        "chosen": sum(bool(value) for value in (wanted.language, wanted.kind, wanted.table)),
        "may_plan": person.is_authenticated and person.has_perm("convene.add_meeting"),
    }
    return render(request, "convene/meeting_list.html", context)


def facet(name: str, legend: str, options: Any, chosen: str) -> dict[str, Any]:
    """One way to narrow the list down."""
    anything = {"value": "", "label": _("All"), "count": None, "chosen": not chosen}
    known = [
        {"value": value, "label": label, "count": None, "chosen": value == chosen} for value, label in options
    ]
    if chosen and chosen not in [option["value"] for option in known]:
        known.append({"value": chosen, "label": chosen, "count": None, "chosen": True})
    return {"name": name, "legend": legend, "options": [anything, *known]}


@require_safe
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """What a meeting is about, its agenda, who was there, and what other parts of the house have of it."""
    meeting = load(request, reference)
    person: Any = request.user
    context = meeting_page.context_of(meeting, person)
    context["offers"] = lifecycle.open_to(person, meeting) if person.is_authenticated else []
    context["panels"] = page_slots.slot("convene.meeting.panels").panels(request, meeting)
    return render(request, "convene/meeting.html", context)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """One step of its life."""
    meeting = load(request, reference)
    if name == "set_date":
        return redirect("convene:meeting_edit", meeting.reference)
    try:
        reason = clean(request.POST.get("reason", ""), multiline=True)[:1000]
        lifecycle.perform(name, meeting, by=request.user, reason=reason)
        if name == "start":
            prefill(meeting, by=request.user)
    except NotPermitted:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect(meeting)


@login_required
@require_safe
def history(request: HttpRequest, reference: str) -> HttpResponse:
    """What happened to it."""
    meeting = load(request, reference, "convene.view_registration")
    context = meeting_page.top(meeting) | {"changes": changes.history_of(meeting)[:200]}
    return render(request, "convene/meeting_history.html", context)


@require_safe
def message(request: HttpRequest, reference: str) -> HttpResponse:
    """A text for messaging apps, in each language of the pages."""
    meeting = load(request, reference)
    texts = [
        {"code": code, "name": languages.own_name(code), "text": message_for(meeting, code)}
        for code, _name in office_languages()
    ]
    return render(request, "convene/meeting_message.html", meeting_page.top(meeting) | {"texts": texts})
