"""Addresses of people and the office, in the language of the reader."""

from django.urls import path

from ponte.accounts.views import invitations, me, office, people, start

app_name = "accounts"
urlpatterns = [
    path("start/", start.page, name="start"),
    path("account/", me.page, name="me"),
    path("office/", office.page, name="office"),
    path("office/privacy/", office.privacy, name="privacy_settings"),
    path("people/", people.page, name="people"),
    path("people/roles/", people.roles, name="roles"),
    path("people/invitations/", invitations.page, name="invitations"),
    path("people/invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("invitation/<str:token>/", invitations.answer, name="invitation"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/forget/", people.forget, name="forget_person"),
    path("people/<int:pk>/close/", people.close_or_reopen, name="close_or_reopen"),
]
