"""Addresses of calls, applications, reviews, panels and awards."""

from ponte.fund.urls import call, register, reviews

app_name = "fund"
urlpatterns = [*call.urlpatterns, *register.urlpatterns, *reviews.urlpatterns]
