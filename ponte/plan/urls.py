"""Addresses of engagements."""

from django.urls import path

from ponte.plan.views import engagements, parts

app_name = "plan"
urlpatterns = [
    path("engagements/", engagements.overview, name="engagements"),
    path("engagements/new/", engagements.new, name="engagement_new"),
    path("engagements/<str:reference>/", engagements.page, name="engagement"),
    path("engagements/<str:reference>/edit/", engagements.edit, name="edit"),
    path("engagements/<str:reference>/step/<slug:name>/", engagements.step, name="engagement_step"),
    path("engagements/<str:reference>/environment/", parts.environment, name="environment"),
    path(
        "engagements/<str:reference>/environment/<slug:country>/<slug:heading>/",
        parts.finding,
        name="finding",
    ),
    path("engagements/<str:reference>/stakeholders/", parts.parties, name="parties"),
    path("engagements/<str:reference>/effects/", parts.effects, name="effects"),
    path("engagements/<str:reference>/effects/<int:pk>/", parts.effect, name="effect"),
    path("engagements/<str:reference>/leaving/", parts.leaving, name="leaving"),
    path("engagements/<str:reference>/leaving/<int:pk>/", parts.criterion, name="criterion"),
    path("engagements/<str:reference>/roles/", parts.roles, name="roles"),
    path("engagements/<str:reference>/roles/<int:pk>/", parts.role, name="role"),
    path("engagements/<str:reference>/messages/<int:pk>/", parts.draft, name="draft"),
    path("engagements/<str:reference>/<slug:part>/<int:pk>/remove/", parts.remove, name="remove"),
]
