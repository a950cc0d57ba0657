"""Addresses of the directory."""

from django.urls import path

from ponte.map.views import organisation_list

app_name = "map"
urlpatterns = [
    path("organisations/", organisation_list.page, name="organisations"),
]
