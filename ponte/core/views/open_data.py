"""Open data: every list as a file, with its licence and how fresh it is; the API and the feeds beside it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince

from ponte.core import versions
from ponte.core.models import Office
from ponte.core.page_cache import EVERY_KIND, for_visitors
from ponte.core.registries import OpenData, open_data


@for_visitors(EVERY_KIND, lasts=timedelta(minutes=1))
def data(request: HttpRequest) -> HttpResponse:
    """What there is to download. The addresses stay as they are: other systems may rely on them."""
    moments = {kind: at for kind, _number, at in versions.stamps({entry.kind for entry in open_data})}
    context = {
        "lists": [list_of(entry, moments.get(entry.kind)) for entry in open_data],
        "office": Office.current(),
        "today": timezone.localdate(),
        "here": settings.URL + request.path,
        "example": f"{settings.URL}/api/v1/organisations?country_of_origin=SEN",
    }
    return render(request, "core/data.html", context)


def list_of(entry: OpenData, changed_at: Any) -> dict[str, Any]:
    """One list as the page shows it."""
    return {
        "entry": entry,
        "changed_at": changed_at,
        "ago": timesince(changed_at, depth=1) if changed_at else "",
        "files": [
            {"label": form.upper(), "url": reverse(entry.url_name, args=[form])} for form in entry.formats
        ],
        "feed": reverse(entry.feed) if entry.feed else "",
        "columns": entry.columns(),
    }
