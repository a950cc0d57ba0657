"""Addresses of calendars, which stand before the languages: calendar programs keep them for years."""

from django.urls import path

from ponte.convene.views import feeds

urlpatterns = [
    path("meetings.ics", feeds.public, name="calendar_public"),
    path("calendars/<str:token>.ics", feeds.signed, name="calendar_feed"),
]
