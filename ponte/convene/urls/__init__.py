"""Addresses of convene, a file for each group of pages."""

from ponte.convene.urls import elections, matters, meetings, minutes, tables

app_name = "convene"
urlpatterns = [
    *tables.urlpatterns,
    *elections.urlpatterns,
    *matters.urlpatterns,
    *meetings.urlpatterns,
    *minutes.urlpatterns,
]
