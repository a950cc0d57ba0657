"""Addresses of calls, applications, reviews, panels and awards."""

from ponte.fund.urls import register

app_name = "fund"
urlpatterns = [*register.urlpatterns]
