"""Addresses of the API: promises, like every address (they stay, or lead on)."""

from django.urls import path

from ponte.core.api.building import addresses
from ponte.core.api.door import guarded, nothing_here
from ponte.core.api.pages import docs, openapi, to_docs

app_name = "api"
urlpatterns = [
    path("", to_docs, name="root"),
    path("docs", docs, name="docs"),
    path("openapi.json", guarded(openapi, {"lang"}), name="openapi"),
    *addresses(),
    path("<path:rest>", guarded(nothing_here, ()), name="nothing"),
]
