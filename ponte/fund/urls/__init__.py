"""Addresses of calls, applications, reviews, panels and awards."""

app_name = "fund"
urlpatterns: list[object] = []
