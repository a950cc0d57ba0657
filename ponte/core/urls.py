"""Addresses of the house: home, desk, open data, components."""

from django.urls import path

from ponte.core.views import privacy
from ponte.core.views.about import accessibility, report_mistake
from ponte.core.views.files import show_file
from ponte.core.views.gallery import gallery
from ponte.core.views.home import desk, home
from ponte.core.views.letters import letter_list, letter_page
from ponte.core.views.open_data import data

app_name = "core"
urlpatterns = [
    path("", home, name="home"),
    path("desk/", desk, name="desk"),
    path("data/", data, name="open_data"),
    path("gallery/", gallery, name="gallery"),
    path("accessibility/", accessibility, name="accessibility"),
    path("mistake/", report_mistake, name="report_mistake"),
    path("privacy/", privacy.page, name="privacy"),
    path("files/<str:reference>/", show_file, name="file"),
    path("letters/", letter_list, name="letters"),
    path("letters/<str:reference>/", letter_page, name="letter"),
]
