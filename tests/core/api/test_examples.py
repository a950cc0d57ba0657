"""What docs/api.md tells people to type works."""

import re
from pathlib import Path

import pytest
from django.test import Client

from ponte.core.api.describing import schema
from tests.factories.map import full_organisation

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text()


@pytest.mark.django_db
def test_every_example_answers() -> None:
    full_organisation()
    calls = re.findall(r'curl "http://localhost:8000([^"]+)"', PAGE)
    assert len(calls) > 4
    for call in calls:
        assert Client().get(call).status_code == 200, call
        path = call.partition("?")[0]
        assert not path.startswith("/api/") or path in schema()["paths"] or "vocabularies" in path
