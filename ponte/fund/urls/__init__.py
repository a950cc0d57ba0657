"""Addresses of calls, applications, reviews, panels and awards, a file for each group of pages."""

from ponte.fund.urls import call, register

app_name = "fund"
urlpatterns = [
    *call.urlpatterns,
    *register.urlpatterns,
]
