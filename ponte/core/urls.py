"""Addresses of the house: home, desk, open data, components."""

from django.urls import path

from ponte.core.views.files import show_file
from ponte.core.views.home import desk, home

app_name = "core"
urlpatterns = [
    path("", home, name="home"),
    path("desk/", desk, name="desk"),
    path("files/<str:reference>/", show_file, name="file"),
]
