"""Addresses of calls, applications, reviews, panels and awards."""

from ponte.fund.urls import call, panel, register, reviews

app_name = "fund"
urlpatterns = [*call.urlpatterns, *panel.urlpatterns, *register.urlpatterns, *reviews.urlpatterns]
