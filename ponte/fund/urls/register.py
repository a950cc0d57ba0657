"""Addresses of the public register of awards."""

from django.urls import path

from ponte.fund.views import register, register_export

urlpatterns = [
    path("awards/", register.overview, name="awards"),
    path("awards/times/", register.times, name="cycle_times"),
    path("awards.<str:form>", register_export.export, name="awards_export"),
    path("awards/<str:reference>/", register.page, name="award"),
    path("awards/<str:reference>/edit/", register.edit, name="award_edit"),
]
