"""Settings of the tests: the real ones, with fast hashes, plain static names and strict templates."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("PONTE_VAR_DIR", str(Path(tempfile.gettempdir()) / f"ponte-tests-{os.getuid()}"))
os.environ.setdefault("PONTE_SECRET_KEY", "only for tests: nothing is protected by this")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread of the tests

from ponte.config.settings import *  # noqa: F403
from ponte.config.settings import INSTALLED_APPS as PRODUCT_APPS
from ponte.config.settings import STATIC_ROOT, STORAGES, TEMPLATES
from tests.strictness import UndefinedVariable

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
INSTALLED_APPS = [*PRODUCT_APPS, "tests.testapp"]  # exercises the mechanisms of core
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")  # type: ignore[index]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
