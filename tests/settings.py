"""Settings of the tests: those of the product, and an application that exercises the mechanisms of core."""

from ponte.config.settings import *  # noqa: F403
from ponte.config.settings import INSTALLED_APPS as PRODUCT_APPS

INSTALLED_APPS = [*PRODUCT_APPS, "tests.testapp"]
