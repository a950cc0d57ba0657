"""Home, and the desk of those who signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The first page of a visitor, in their language."""
    return render(request, "core/home.html")


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    return render(request, "core/desk.html")
