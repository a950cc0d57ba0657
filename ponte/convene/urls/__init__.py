"""Addresses of convene, a file for each group of pages."""

from ponte.convene.urls import meetings, tables

app_name = "convene"
urlpatterns = [*tables.urlpatterns, *meetings.urlpatterns]
