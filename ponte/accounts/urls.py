"""Addresses of people and the office, in the language of the reader."""

from django.urls import path

from ponte.accounts.views import data_requests, invitations, me, office, people, start, tokens

app_name = "accounts"
urlpatterns = [
    path("start/", start.page, name="start"),
    path("account/", me.page, name="me"),
    path("account/tokens/", tokens.page, name="tokens"),
    path("account/tokens/<int:pk>/revoke/", tokens.revoke, name="token_revoke"),
    path("office/", office.page, name="office"),
    path("office/privacy/", office.privacy, name="privacy_settings"),
    path("people/", people.page, name="people"),
    path("people/roles/", people.roles, name="roles"),
    path("people/invitations/", invitations.page, name="invitations"),
    path("people/invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("invitation/<str:token>/", invitations.answer, name="invitation"),
    path("privacy/ask/", data_requests.ask, name="data_request_new"),
    path("privacy/ask/<str:token>/", data_requests.confirm, name="data_request_confirm"),
    path("people/requests/", data_requests.overview, name="data_requests"),
    path("people/requests/new/", data_requests.enter, name="data_request_enter"),
    path("people/requests/<str:reference>/", data_requests.page, name="data_request"),
    path("people/requests/<str:reference>/step/", data_requests.step, name="data_request_step"),
    path("people/requests/<str:reference>/held/", data_requests.held, name="data_request_held"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/forget/", people.forget, name="forget_person"),
    path("people/<int:pk>/close/", people.close_or_reopen, name="close_or_reopen"),
]
