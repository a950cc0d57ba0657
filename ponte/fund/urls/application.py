"""Addresses of applications."""

from django.urls import path

from ponte.fund.views import (
    application,
    application_parts,
    application_steps,
    applications,
    applying,
    translating,
)

urlpatterns = [
    path("calls/<str:reference>/apply/", applying.apply, name="apply"),
    path("calls/<str:reference>/intake/", applying.intake, name="intake"),
    path("calls/<str:reference>/sealed/", applying.sealed, name="sealed"),
    path("applications/", applications.overview, name="applications"),
    path("applications.<slug:form>", applications.export, name="applications_export"),
    path("applications/<str:reference>/", application.page, name="application"),
    path("applications/<str:reference>/about/", application_parts.about, name="application_about"),
    path(
        "applications/<str:reference>/questions/", application_parts.questions, name="application_questions"
    ),
    path("applications/<str:reference>/budget/", application_parts.lines, name="application_budget"),
    path("applications/<str:reference>/budget/<int:pk>/", application_parts.line, name="application_line"),
    path("applications/<str:reference>/partners/", application_parts.partner, name="application_partners"),
    path(
        "applications/<str:reference>/partners/<int:pk>/",
        application_parts.partner,
        name="application_partner",
    ),
    path("applications/<str:reference>/send/", application_steps.sending, name="application_send"),
    path("applications/<str:reference>/return/", application_steps.giving_back, name="application_return"),
    path("applications/<str:reference>/translate/", translating.page, name="application_translate"),
    path("applications/<str:reference>/look/", application_steps.look, name="application_look"),
    path("applications/<str:reference>/step/<slug:name>/", application_steps.step, name="application_step"),
    path(
        "applications/<str:reference>/sent/<int:number>.json", application_steps.submission, name="submission"
    ),
]
