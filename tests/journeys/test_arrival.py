"""A visitor arrives."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_visitor_lands_in_a_language_of_their_own(page: Page) -> None:
    page.goto("/")
    assert page.url.endswith("/en/")
    assert page.locator("h1").count() == 1
