"""Addresses of engagements."""

from django.urls import path

from ponte.plan.views import engagements

app_name = "plan"
urlpatterns = [
    path("engagements/", engagements.overview, name="engagements"),
    path("engagements/<str:reference>/", engagements.page, name="engagement"),
]
