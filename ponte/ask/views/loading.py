"""Things as far as a person may see them."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ponte.ask.models import Questionnaire, Response, Version
from ponte.core.references import normalise


def load_response(request: HttpRequest, reference: str, permission: str = "ask.view_response") -> Response:
    """Answers if this person may do this with them; for anybody else they do not exist.

    The office reads what was submitted, never what is still being written.
    """
    rows = Response.objects.select_related("questionnaire", "version")
    response = get_object_or_404(rows, reference=normalise(reference))
    is_own = request.user.has_perm("ask.change_response", response)
    if not request.user.has_perm(permission, response) or (response.is_open and not is_own):
        raise Http404
    return response


def load_questionnaire(
    request: HttpRequest, reference: str, permission: str = "ask.view_questionnaire"
) -> Questionnaire:
    """A questionnaire, for those of the office."""
    if not request.user.has_perm(permission):
        raise Http404
    return get_object_or_404(Questionnaire, reference=normalise(reference))


def load_version(
    request: HttpRequest, reference: str, number: int, permission: str = "ask.view_questionnaire"
) -> Version:
    """One version of it."""
    questionnaire = load_questionnaire(request, reference, permission)
    return get_object_or_404(questionnaire.versions.select_related("questionnaire"), number=number)
