"""Addresses of calls, applications, reviews, panels and awards."""

from ponte.fund.urls import application, call, panel, register, reviews

app_name = "fund"
urlpatterns = [
    *call.urlpatterns,
    *application.urlpatterns,
    *panel.urlpatterns,
    *register.urlpatterns,
    *reviews.urlpatterns,
]
