"""Addresses of people and the office, in the language of the reader."""

from django.urls import path

from ponte.accounts.views import me, office, people, start

app_name = "accounts"
urlpatterns = [
    path("start/", start.page, name="start"),
    path("account/", me.page, name="me"),
    path("office/", office.page, name="office"),
    path("people/", people.page, name="people"),
    path("people/roles/", people.roles, name="roles"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/close/", people.close_or_reopen, name="close_or_reopen"),
]
