"""Pages about the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ponte.core.models import Office
from ponte.core.page_cache import for_visitors


@for_visitors()
def accessibility(request: HttpRequest) -> HttpResponse:
    """What everybody can use, and what is still missing."""
    return render(request, "core/accessibility.html", {"office": Office.current()})


@for_visitors()
def report_mistake(request: HttpRequest) -> HttpResponse:
    """How to tell the office that something is wrong."""
    return render(request, "core/report_mistake.html", {"office": Office.current()})
