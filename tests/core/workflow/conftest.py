"""People and a bridge."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from tests.testapp.models import Bridge, State


@pytest.fixture
def person(db: None) -> Callable[[str], Any]:
    return lambda name: get_user_model().objects.create_user(f"{name.lower()}@example.org", name=name)


@pytest.fixture
def bruno(person: Callable[[str], Any]) -> Any:
    return person("Bruno")


@pytest.fixture
def chiara(person: Callable[[str], Any]) -> Any:
    return person("Chiara")


@pytest.fixture
def farid(person: Callable[[str], Any]) -> Any:
    return person("Farid")


@pytest.fixture
def planned(db: None) -> Bridge:
    return Bridge.objects.create(name="Rialto")


@pytest.fixture
def built(db: None) -> Bridge:
    return Bridge.objects.create(name="Rialto", state=State.BUILT, load_tested=True)
