"""Home, and the desk of those who signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ponte.core.registries import page_slots, tasks_of


def home(request: HttpRequest) -> HttpResponse:
    """The first page of a visitor, in their language."""
    return render(request, "core/home.html")


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    context = {
        "tasks": tasks_of(request.user),
        "today": timezone.localdate(),
        "panels": page_slots.slot("core.desk.panels").panels(request, request.user),
    }
    return render(request, "core/desk.html", context)
