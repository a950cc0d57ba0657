"""Finding what a page is about; for whoever may not see it, it does not exist."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ponte.core.references import normalise
from ponte.fund.models import Call
from ponte.fund.queries.visible import calls_visible_to


def load_call(request: HttpRequest, reference: str, permission: str = "") -> Call:
    """The call, if this person may see it (and do this with it)."""
    call = get_object_or_404(calls_visible_to(request.user), reference=normalise(reference))
    if permission and not (request.user.is_authenticated and request.user.has_perm(permission, call)):
        raise Http404
    return call
