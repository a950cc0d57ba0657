"""Be one of the cast of a demo office."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ponte.accounts.models import Person
from ponte.core.cast import CAST

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _only_in_a_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @never_cache
    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, **kwargs)

    return guarded


def _onwards(request: HttpRequest, otherwise: str) -> HttpResponse:
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(wanted if is_ours else resolve_url(otherwise))


@_only_in_a_demo
def sign_in(request: HttpRequest, name: str) -> HttpResponse:
    """One button, and then that person: no password, because nobody here is real."""
    character = next((somebody for somebody in CAST if somebody.key == name), None)
    person = get_object_or_404(Person, email=character.email if character else "", is_active=True)
    if request.method == "GET":
        return render(request, "accounts/demo_sign_in.html", {"character": character})
    logout(request)
    login(request, person, backend=BACKEND)
    return _onwards(request, "core:desk")


@_only_in_a_demo
def sign_out(request: HttpRequest) -> HttpResponse:
    """One button, and then a visitor again."""
    if request.method == "GET":
        return render(request, "accounts/demo_sign_in.html")
    logout(request)
    return _onwards(request, "core:home")
