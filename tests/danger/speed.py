"""What makes thousands of requests bearable."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

import ponte.config.urls


def _absent(_request: HttpRequest, exception: Any) -> HttpResponse:
    return HttpResponse("There is no such page.", status=404)


@pytest.fixture
def plain_absence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is not there answers in one sentence: the real page has tests of its own."""
    monkeypatch.setattr(ponte.config.urls, "handler404", _absent, raising=False)
