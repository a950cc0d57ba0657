"""Calendars: the public one, those by signed address, the entry of one meeting; and where one gets an address."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.convene.actions import feeds
from ponte.convene.exports.calendar import MEDIA_TYPE, calendar
from ponte.convene.exports.entries import entries_of
from ponte.convene.models import Meeting, Table
from ponte.convene.models.seat import tables_sat_at
from ponte.convene.queries.feeds import for_everybody, for_feed, tag_of
from ponte.convene.queries.tables import tables_run_by
from ponte.convene.views.meetings import load
from ponte.core import links, references
from ponte.core.models import Office
from ponte.core.refusal import NotPermitted, Refused
from ponte.map.models import Organisation
from ponte.map.models.membership import membership_roles


def language_asked(request: HttpRequest, otherwise: str = "") -> str:
    """`?lang=`, or else the usual one."""
    known, asked = dict(settings.LANGUAGES), request.GET.get("lang", "")
    office = Office.current()
    first = (office.languages[0] if office and office.languages else settings.LANGUAGE_CODE)[:12]
    return asked if asked in known else otherwise or first


def answer(
    request: HttpRequest, tag: str, language: str, meetings: Callable[[], list[Meeting]]
) -> HttpResponse:
    """The file, or that nothing has changed since."""
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    office = Office.current()
    with override(language):
        name = _("Meetings: %(office)s") % {"office": office.called if office else "Ponte"}
        content = calendar(entries_of(meetings(), language), name=name)
    return HttpResponse(content, content_type=MEDIA_TYPE, headers={"ETag": tag})


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """`/meetings.ics`: what everybody may know."""
    language = language_asked(request)
    response = answer(request, tag_of("public", language), language, for_everybody)
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def signed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of an address somebody made; what they may not see any more is not in it."""
    try:
        link = feeds.feed_behind(token)
    except Refused as why:
        return HttpResponse(str(why), status=410, content_type="text/plain; charset=utf-8")
    person: Any = link.issued_by
    language = language_asked(request, person.language)
    tag = tag_of(link.pk, language, sorted(person.roles))
    response = answer(request, tag, language, lambda: for_feed(link.subject_kind, link.subject_id, person))
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def one(request: HttpRequest, reference: str) -> HttpResponse:
    """One meeting, for one's calendar."""
    meeting = load(request, reference)
    content = calendar(entries_of([meeting], get_language() or "en"))
    name = f'attachment; filename="{meeting.reference}.ics"'
    return HttpResponse(content, content_type=MEDIA_TYPE, headers={"Content-Disposition": name})


@login_required
@never_cache
def mine(request: SignedInRequest) -> HttpResponse:
    """The addresses one has, and those one could have. Each is explained: people do not know what a feed is."""
    if request.method == "POST":
        return change(request)
    person = request.user
    context = {
        "public": f"{settings.URL}/meetings.ics?lang={get_language()}",
        "feeds": [feed_row(subject, label, person) for subject, label in subjects_of(person)],
    }
    return render(request, "convene/feeds.html", context)


def subjects_of(person: Any) -> list[tuple[Any, str]]:
    """Oneself, one's organisations, one's tables."""
    own = Organisation.objects.filter(pk__in=list(membership_roles(person))).order_by("sort_name", "pk")
    keys = tables_sat_at(person) | set(tables_run_by(person).order_by().values_list("pk", flat=True)[:50])
    tables = Table.objects.filter(pk__in=keys).order_by("name", "pk")
    me = _("Everything I am invited to or registered for, and the meetings of my tables")
    return [(person, me), *((row, row.name) for row in own), *((row, row.name) for row in tables)]


def feed_row(subject: Any, label: str, person: Any) -> dict[str, Any]:
    """One calendar, with its address when there is one."""
    link = links.open_links(feeds.PURPOSE, subject).filter(issued_by=person).first()
    kind = subject._meta.label_lower
    return {
        "label": label,
        "kind": kind,
        "key": subject.reference if kind != feeds.OF_PERSON else "",
        "link": link,
        "address": settings.URL + reverse("calendar_feed", args=[links.token_of(link)]) if link else "",
    }


def change(request: SignedInRequest) -> HttpResponse:
    """Make an address, or take one back."""
    try:
        if request.POST.get("act") == "revoke":
            key = request.POST.get("link", "")
            feeds.revoke_feed(int(key) if key.isdecimal() else 0, by=request.user)
            messages.success(request, _("This address does not work any more."))
        else:
            feeds.new_feed(subject_asked(request), by=request.user)
            messages.success(request, _("Copy the address into your calendar program."))
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        messages.error(request, str(why))
    return redirect("convene:feeds")


def subject_asked(request: SignedInRequest) -> Any:
    """What the calendar is of."""
    kind, key = request.POST.get("kind"), references.normalise(request.POST.get("key", "")[:20])
    if kind == feeds.OF_TABLE:
        return get_object_or_404(Table, reference=key)
    if kind == feeds.OF_ORGANISATION:
        return get_object_or_404(Organisation, reference=key)
    return request.user
