"""The WSGI entry: the page cache in front, the framework behind."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ponte.config.settings")
framework = get_wsgi_application()

from ponte.core.page_cache import around  # noqa: E402 - it needs settings and models that are ready

application = around(framework)
