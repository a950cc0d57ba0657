"""Addresses of minutes, decisions and actions."""

from django.urls import path

from ponte.convene.views import action_points, amendments, decisions, minutes, minutes_writing

urlpatterns = [
    path("meetings/<str:reference>/minutes/", minutes.begin, name="minutes_begin"),
    path("minutes/<str:reference>/", minutes.page, name="minutes"),
    path("minutes/<str:reference>/as.<slug:form>", minutes.document, name="minutes_document"),
    path("minutes/<str:reference>/settings/", minutes.change, name="minutes_change"),
    path("minutes/<str:reference>/circulate/", minutes.circulate, name="minutes_circulate"),
    path("minutes/<str:reference>/approve/", minutes.approve, name="minutes_approve"),
    path("minutes/<str:reference>/reopen/", minutes.reopen, name="minutes_reopen"),
    path("minutes/<str:reference>/history/", minutes.history, name="minutes_history"),
    path("minutes/<str:reference>/write/", minutes_writing.page, name="minutes_write"),
    path("minutes/<str:reference>/live/", minutes_writing.live, name="minutes_live"),
    path("minutes/<str:reference>/twice/<int:pk>/", minutes_writing.settle, name="minutes_settle"),
    path(
        "minutes/<str:reference>/translate/<str:language>/",
        minutes_writing.translate,
        name="minutes_translate",
    ),
    path("minutes/<str:reference>/changes/new/", amendments.ask, name="amendment_new"),
    path("amendments/<str:reference>/<slug:name>/", amendments.step, name="amendment_step"),
    path("minutes/link/<str:token>/", amendments.by_link, name="minutes_by_link"),
    path("decisions/", decisions.overview, name="decisions"),
    path("decisions.csv", decisions.export, name="decisions_export"),
    path("decisions/new/", decisions.new, name="decision_new"),
    path("decisions/<str:reference>/", decisions.page, name="decision"),
    path("decisions/<str:reference>/edit/", decisions.edit, name="decision_edit"),
    path(
        "decisions/<str:reference>/translate/<str:language>/", decisions.translate, name="decision_translate"
    ),
    path("decisions/<str:reference>/step/<slug:name>/", decisions.step, name="decision_step"),
    path("tables/<str:reference>/actions/", action_points.of_table, name="actions"),
    path("actions/new/", action_points.new, name="action_new"),
    path("actions/link/<str:token>/", action_points.by_link, name="action_by_link"),
    path("actions/<str:reference>/", action_points.page, name="action"),
    path("actions/<str:reference>/edit/", action_points.edit, name="action_edit"),
    path("actions/<str:reference>/report/", action_points.report, name="action_report"),
    path("actions/<str:reference>/step/<slug:name>/", action_points.step, name="action_step"),
    path("actions/<str:reference>/evidence/<int:pk>/", action_points.evidence_file, name="evidence_file"),
]
