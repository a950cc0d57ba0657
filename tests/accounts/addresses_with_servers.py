"""The addresses of an installation with an identity server."""

from allauth.urls import build_provider_urlpatterns
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from ponte.config.urls import urlpatterns as without

servers = [path("server/", include("allauth.socialaccount.urls")), *build_provider_urlpatterns()]
urlpatterns = [*without, *i18n_patterns(path("account/", include(servers)))]
