"""Addresses of tables and seats."""

from django.urls import path

from ponte.convene.views import seats, table_edit, tables

urlpatterns = [
    path("tables/", tables.overview, name="tables"),
    path("tables/new/", table_edit.new, name="table_new"),
    path("tables/<str:reference>/", tables.page, name="table"),
    path("tables/<str:reference>/edit/", table_edit.edit, name="table_edit"),
    path("tables/<str:reference>/texts/", table_edit.texts, name="table_texts"),
    path("tables/<str:reference>/step/<slug:name>/", table_edit.step, name="table_step"),
    path("tables/<str:reference>/members/", seats.page, name="members"),
    path("tables/<str:reference>/members/<int:pk>/step/<slug:name>/", seats.step, name="seat_step"),
    path("tables/<str:reference>/members/<int:pk>/people/", seats.delegate_new, name="delegate_new"),
    path("tables/<str:reference>/people/<int:pk>/end/", seats.delegate_end, name="delegate_end"),
    path("seats/<str:token>/", seats.offer, name="seat_offer"),
]
