"""Addresses of panels, decisions, letters about them, and appeals."""

from django.urls import path

from ponte.fund.views import (
    appeals,
    decision_letters,
    decisions,
    panel_pack,
    panels,
    scenarios,
    telling,
    verdicts,
)

ONE = "panels/<str:reference>"
ABOUT = f"{ONE}/applications/<str:application>"
LETTER = "<slug:decision>/<slug:language>"
urlpatterns = [
    path("panels/", panels.overview, name="panels"),
    path("panels/new/", panels.new, name="panel_new"),
    path("panels/letters/", decision_letters.overview, name="letters"),
    path(f"panels/letters/{LETTER}/", decision_letters.edit, name="letter"),
    path(f"{ONE}/", panels.page, name="panel"),
    path(f"{ONE}/edit/", panels.edit, name="panel_edit"),
    path(f"{ONE}/members/", panels.members, name="panel_members"),
    path(f"{ONE}/refresh/", panels.refresh, name="panel_refresh"),
    path(f"{ONE}/history/", panels.history, name="panel_history"),
    path(f"{ONE}/interests/", verdicts.interests, name="panel_interests"),
    path(f"{ONE}/vote/", verdicts.vote_all, name="panel_vote"),
    path(f"{ONE}/pack.pdf", panel_pack.download, name="panel_pack"),
    path(f"{ONE}/scenarios/", scenarios.overview, name="panel_scenarios"),
    path(f"{ONE}/scenarios/new/", scenarios.new, name="scenario_new"),
    path(f"{ONE}/scenarios/<int:pk>/take/", scenarios.take, name="scenario_take"),
    path(f"{ONE}/scenarios/<int:pk>/remove/", scenarios.remove, name="scenario_remove"),
    path(f"{ONE}/step/<slug:name>/", panels.step, name="panel_step"),
    path(f"{ABOUT}/", verdicts.page, name="verdict"),
    path(f"{ABOUT}/telling/", telling.page, name="verdict_telling"),
    path(f"{ABOUT}/letter.pdf", telling.letter_pdf, name="verdict_letter"),
    path(f"{ABOUT}/vote/", verdicts.vote, name="verdict_vote"),
    path(f"{ABOUT}/step/<slug:name>/", verdicts.step, name="verdict_step"),
    path("calls/<str:reference>/letters/", decision_letters.overview, name="letters_of_call"),
    path(f"calls/<str:reference>/letters/{LETTER}/", decision_letters.edit, name="letter_of_call"),
    path("applications/<str:reference>/decision/", decisions.page, name="decision"),
    path("applications/<str:reference>/decision/appeal/", decisions.appeal, name="decision_appeal"),
    path("applications/<str:reference>/decision/award/<slug:name>/", decisions.award_step, name="award_step"),
    path("appeals/", appeals.overview, name="appeals"),
    path("appeals/<str:reference>/", appeals.page, name="appeal"),
    path("appeals/<str:reference>/step/<slug:name>/", appeals.step, name="appeal_step"),
]
