"""Addresses of mandates and elections."""

from django.urls import path

from ponte.convene.views import elections, mandates, voting

urlpatterns = [
    path("tables/<str:reference>/mandates/", mandates.page, name="mandates"),
    path("tables/<str:reference>/mandates/new/", mandates.new, name="mandate_new"),
    path("mandates/<str:reference>/", mandates.one, name="mandate"),
    path("mandates/<str:reference>/step/<slug:name>/", mandates.step, name="mandate_step"),
    path("tables/<str:reference>/elections/new/", elections.new, name="election_new"),
    path("elections/<str:reference>/", elections.page, name="election"),
    path("elections/<str:reference>/edit/", elections.edit, name="election_edit"),
    path("elections/<str:reference>/step/<slug:name>/", elections.step, name="election_step"),
    path(
        "elections/<str:reference>/step/<slug:name>/withdraw/", elections.withdraw, name="election_withdraw"
    ),
    path("elections/<str:reference>/candidates/", elections.candidate_new, name="candidate_new"),
    path(
        "elections/<str:reference>/candidates/<int:pk>/step/<slug:name>/",
        elections.candidate_step,
        name="candidate_step",
    ),
    path("elections/<str:reference>/recount/", elections.recount, name="election_recount"),
    path("elections/<str:reference>/again/", elections.again, name="election_again"),
    path("elections/<str:reference>/vote/", voting.by_signing_in, name="vote"),
    path("elections/<str:reference>/vote/<str:token>/", voting.by_link, name="vote_by_link"),
    path("candidates/<str:token>/", elections.candidacy, name="candidacy"),
]
