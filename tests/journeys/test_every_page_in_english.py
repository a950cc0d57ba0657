"""Every page in English."""

import pytest

from tests.journeys.every_page import EveryPage, problems
from tests.journeys.every_place import places

__all__ = ["places", "problems"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


class TestEveryPageInEnglish(EveryPage):
    language = "en"
    look = ("light", 1280)
