"""Every address. They are promises: change one only with a redirect."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from ponte.core.views import robots
from ponte.core.views.csrf import token
from ponte.core.views.health import healthz
from ponte.core.views.language import choose_language, front_door

handler500 = "ponte.core.views.failure.server_error"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("sitemap/<str:language>-<int:number>-<int:part>.xml", robots.sitemap_part, name="sitemap_part"),
    path("", front_door, name="front_door"),
    path("language/<str:code>/", choose_language, name="choose_language"),
    path("csrf/", token, name="csrf_token"),
    path("demo/", include("ponte.accounts.demo_urls")),
    path("api/v1/", include("ponte.core.api.urls")),
    path("", include("ponte.convene.urls.calendars")),
    *i18n_patterns(
        path("", include("ponte.core.urls")),
        path("", include("ponte.accounts.urls")),
        path("account/", include("ponte.accounts.sign_in_urls")),
        path("", include("ponte.ask.urls")),
        path("", include("ponte.map.urls")),
        path("", include("ponte.plan.urls")),
        path("", include("ponte.convene.urls")),
        path("", include("ponte.fund.urls")),
    ),
]
