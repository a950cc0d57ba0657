"""What the directory costs does not depend on how many rows it shows."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories.map import organisation

pytestmark = pytest.mark.django_db
LIMIT = 10  # statements, whatever is shown


@pytest.mark.guards("map/organisation_list.html")
def test_the_directory_costs_the_same_for_one_row_and_for_three(
    client: Client, count_queries: Callable
) -> None:
    organisation(origin="SEN", residence="ITA")
    client.get("/en/organisations/")
    one = count_queries(lambda: client.get("/en/organisations/"))
    organisation(origin="UKR", residence="ITA")
    organisation(origin="ETH", residence="FRA")
    client.get("/en/organisations/")
    assert count_queries(lambda: client.get("/en/organisations/")) == one <= LIMIT
