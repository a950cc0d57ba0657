"""Open data: every list as a file, with its licence and the day it last changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ponte.core import versions
from ponte.core.page_cache import EVERY_KIND, for_visitors
from ponte.core.registries import open_data


@for_visitors(EVERY_KIND)
def data(request: HttpRequest) -> HttpResponse:
    """What there is to download. The addresses stay as they are: other systems may rely on them."""
    lists = [
        {
            "entry": entry,
            "changed_at": versions.changed_at(entry.kind),
            "files": [
                {"label": form.upper(), "url": reverse(entry.url_name, args=[form])} for form in entry.formats
            ],
        }
        for entry in open_data
    ]
    return render(request, "core/data.html", {"lists": lists})
