"""Addresses of the demo bar: the same in every language."""

from django.urls import path

from ponte.accounts.views import demo

urlpatterns = [
    path("as/nobody/", demo.sign_out, name="demo_sign_out"),
    path("as/<slug:name>/", demo.sign_in, name="demo_sign_in"),
]
