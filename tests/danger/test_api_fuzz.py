"""Hundreds of requests made up from the description of the API: no failure, no answer the description does not know.

With a running server, thousands: see docs/api.md.
"""

from pathlib import Path

import pytest
import schemathesis
from django.core.cache import cache
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig

from ponte.config.wsgi import application
from ponte.core.api.describing import schema
from tests.factories.accounts import office
from tests.factories.map import full_organisation, organisation

CASES = 20  # of each address
CONFIG = SchemathesisConfig.from_path(Path(__file__).parents[1] / "schemathesis.toml")
ADDRESSES = (
    "/api/v1/about",
    "/api/v1/vocabularies",
    "/api/v1/vocabularies/{name}",
    "/api/v1/organisations",
    "/api/v1/organisations/changes",
    "/api/v1/organisations/{reference}",
)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("mode", [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE])
def test_whatever_is_asked_is_answered_as_described(path: str, mode, settings_of_house) -> None:
    described = schemathesis.openapi.from_dict(schema(), config=CONFIG)
    described.app = application
    operation = described[path]["GET"]

    @seed(7)
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def ask(data) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    ask()


@pytest.fixture
def settings_of_house(settings) -> None:
    """A small register, and limits nobody meets."""
    settings.API_LIMITS = {"address": 10**9, "token": 10**9}
    cache.clear()
    office()
    full_organisation(name="Donne")
    organisation(visibility="office")


def test_no_address_is_left_out() -> None:
    assert set(schema()["paths"]) == set(ADDRESSES)
