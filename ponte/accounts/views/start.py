"""The first page of an empty installation."""

from allauth.core.ratelimit import consume
from django.contrib.auth import login
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ponte.accounts.actions.opening import office_is_open, open_office
from ponte.accounts.forms.start import StartForm
from ponte.core.models import Office
from ponte.core.refusal import Refused

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@sensitive_post_parameters("password", "setup_code")
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Open the office and sign its first administrator in; afterwards this page does not exist."""
    if office_is_open():
        raise Http404
    form = StartForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if not consume(request, action="start"):
            form.add_error(None, _("Too many tries. Wait ten minutes, then try again."))
            status = 429
        elif form.is_valid():
            return _open(request, form.cleaned_data)
    return render(request, "accounts/start.html", {"form": form}, status=status)


def _open(request: HttpRequest, given: dict[str, str]) -> HttpResponse:
    language = get_language() or "en"
    office: dict[str, object] = {
        "name": given["office"],
        "countries": [given["country"]],
        "email": given["email"],
    }
    try:
        person = open_office(
            office=office,
            name=given["name"],
            email=given["email"],
            password=given["password"],
            language=language,
        )
    except (Refused, IntegrityError) as somebody_was_faster:
        raise Http404 from somebody_was_faster
    login(request, person, backend=BACKEND)
    return redirect("core:desk")


def invitation_to_open(_request: HttpRequest, _subject: object) -> dict[str, object] | None:
    """What the front page of an empty installation says; nothing once there is an office."""
    return {} if Office.current() is None and not office_is_open() else None
