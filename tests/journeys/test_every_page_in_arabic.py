"""Every page in Arabic."""

import pytest

from tests.journeys.every_page import EveryPage, problems
from tests.journeys.every_place import places

__all__ = ["places", "problems"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


class TestEveryPageInArabic(EveryPage):
    language = "ar"
    look = ("dark", 360)
    has_variants = False  # they are seen in English
