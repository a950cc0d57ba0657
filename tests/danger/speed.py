"""What makes thousands of requests bearable."""

from typing import Any

import django.test.client
import pytest
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import Template

import ponte.config.urls


def _absent(_request: HttpRequest, exception: Any) -> HttpResponse:
    return HttpResponse("There is no such page.", status=404)


@pytest.fixture
def many_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is not there answers in one sentence (the real page has tests of its own), and the client keeps
    no copy of what each template was drawn with."""
    monkeypatch.setattr(ponte.config.urls, "handler404", _absent, raising=False)
    monkeypatch.setattr(django.test.client, "store_rendered_templates", lambda *_arguments, **_options: None)


@pytest.fixture
def blank_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views do all their work, and nothing is drawn: where only the status of an answer counts."""
    monkeypatch.setattr(Template, "render", lambda *_arguments, **_options: "")
