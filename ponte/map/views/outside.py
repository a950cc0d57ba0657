"""What others see of a record: the page itself, as somebody outside gets it."""

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ponte.map.models.vocabulary import Visibility
from ponte.map.queries.organisations import organisations_visible_to
from ponte.map.queries.sight import sight_of
from ponte.map.views.organisation import context_of, load


def somebody() -> Any:
    """A person with an account who belongs to nothing here."""
    return get_user_model()(pk=0, is_active=True)


OUTSIDERS: Mapping[str, Callable[[], Any]] = {Visibility.PUBLIC: AnonymousUser, Visibility.MEMBERS: somebody}


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """For whoever sees all of it: the page as a stranger, or as somebody who signed in, would get it."""
    organisation = load(request, reference)
    if not sight_of(request.user, organisation).sees_all:
        raise Http404
    who = request.GET.get("as", "")
    who = who if who in OUTSIDERS else Visibility.PUBLIC.value
    theirs = copy(request)
    theirs.user = OUTSIDERS[who]()
    context = context_of(theirs, organisation)
    context["is_there"] = organisations_visible_to(theirs.user).filter(pk=organisation.pk).exists()
    labels = {Visibility.PUBLIC: _("Somebody passing by"), Visibility.MEMBERS: _("Somebody who signed in")}
    context["tabs"] = [
        {"label": label, "url": f"?as={level}", "current": level == who} for level, label in labels.items()
    ]
    return render(request, "map/organisation_outside.html", context)
