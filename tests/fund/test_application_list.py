"""The list of applications: what its filters offer."""

import pytest
from django.test import Client

from tests.factories import cast
from tests.factories.fund import application, closed_call

pytestmark = pytest.mark.django_db


def test_filters_offer_what_finds_something_and_what_is_chosen(client: Client) -> None:
    application(closed_call(), country="SEN", sector="culture")
    client.force_login(cast.chiara())

    def offered(query: str, facet: str) -> list[str]:
        return [each["value"] for each in client.get(f"/en/applications/{query}").context[facet]]

    assert offered("", "countries") == ["", "SEN"]
    assert offered("", "sectors") == ["", "culture"]
    assert offered("?country=ITA&sector=ppe", "countries") == ["", "ITA", "SEN"]
    assert set(offered("?country=ITA&sector=ppe", "sectors")) == {"", "culture", "ppe"}
