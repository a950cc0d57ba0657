"""Addresses of the API: promises, like every address (they stay, or lead on)."""

from django.urls import path

from ponte.core.api.building import addresses
from ponte.core.api.door import guarded, is_within_limit, nothing_here
from ponte.core.api.pages import docs, openapi, to_docs
from ponte.core.page_cache import for_visitors

app_name = "api"
described = for_visitors(asks=("lang",), admits=is_within_limit)
urlpatterns = [
    path("", to_docs, name="root"),
    path("docs", docs, name="docs"),
    path(
        "openapi.json",
        for_visitors(asks=("lang",), admits=is_within_limit)(guarded(openapi, {"lang"})),
        name="openapi",
    ),
    *addresses(),
    path("<path:rest>", guarded(nothing_here, ()), name="nothing"),
]
