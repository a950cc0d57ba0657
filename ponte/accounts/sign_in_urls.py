"""Addresses of sign-in. Those of identity servers exist only where the office has one."""

from allauth.urls import build_provider_urlpatterns
from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("second-factor/", include("allauth.mfa.urls")),
]
if settings.OIDC:
    urlpatterns += [path("server/", include("allauth.socialaccount.urls")), *build_provider_urlpatterns()]
