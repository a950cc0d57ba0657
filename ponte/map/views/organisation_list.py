"""The directory."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ponte.map.models import Organisation


def page(request: HttpRequest) -> HttpResponse:
    """The directory, page by page."""
    return render(request, "map/organisation_list.html", {"organisations": Organisation.objects.all()[:25]})
