"""Addresses of the house: home, desk, open data, components."""

from django.urls import path

from ponte.core.views.files import show_file
from ponte.core.views.home import desk, home
from ponte.core.views.letters import letter_list, letter_page
from ponte.core.views.open_data import data

app_name = "core"
urlpatterns = [
    path("", home, name="home"),
    path("desk/", desk, name="desk"),
    path("data/", data, name="open_data"),
    path("files/<str:reference>/", show_file, name="file"),
    path("letters/", letter_list, name="letters"),
    path("letters/<str:reference>/", letter_page, name="letter"),
]
