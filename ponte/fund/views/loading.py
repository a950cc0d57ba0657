"""Finding what a page is about; for whoever may not see it, it does not exist."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ponte.core.references import normalise
from ponte.fund.models import Application, Call
from ponte.fund.queries.visible import applications_visible_to, calls_visible_to

WITH = ("call", "organisation", "proposal__version")  # a host and a concept are read when there is one


def load_call(request: HttpRequest, reference: str, permission: str = "") -> Call:
    """The call, if this person may see it (and do this with it)."""
    call = get_object_or_404(calls_visible_to(request.user), reference=normalise(reference))
    if permission and not (request.user.is_authenticated and request.user.has_perm(permission, call)):
        raise Http404
    return call


def load_application(
    request: HttpRequest, reference: str, permission: str = "fund.view_application"
) -> Application:
    """The application, if this person may see it (and do this with it)."""
    rows = applications_visible_to(request.user).select_related(*WITH)
    row = get_object_or_404(rows, reference=normalise(reference))
    person: Any = request.user
    if not person.has_perm(permission, row):
        raise Http404
    return row
