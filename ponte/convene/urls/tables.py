"""Addresses of tables and seats."""

from django.urls import path

from ponte.convene.views import tables

urlpatterns = [
    path("tables/", tables.overview, name="tables"),
    path("tables/<str:reference>/", tables.page, name="table"),
]
