"""What organisations say of themselves, in languages."""

import pytest
from django.test import Client

from ponte.core import wordings
from ponte.map.actions import describe
from ponte.map.queries.organisations import DESCRIPTION
from tests.factories import cast
from tests.factories.map import organisation

pytestmark = pytest.mark.django_db


def test_a_reader_gets_the_original_and_is_told_so_until_it_is_translated(client: Client) -> None:
    row = organisation(name="Teranga", visibility="public")
    describe(row, texts={"fr": "Des familles de Dakar."}, by=cast.bruno())
    page = client.get(f"/it/organisations/{row.reference}/").content.decode()
    assert "Des familles de Dakar." in page
    assert 'lang="fr"' in page
    assert wordings.best(row, DESCRIPTION, "it").is_fallback


def test_a_changed_original_makes_the_translation_outdated_until_somebody_confirms_it(client: Client) -> None:
    row = organisation(name="Teranga", visibility="public")
    client.force_login(cast.chiara())
    address = f"/en/organisations/{row.reference}/words/"
    client.post(address, {"text_fr": "Des familles."})
    client.post(address, {"text_fr": "Des familles.", "text_it": "Famiglie."})
    client.post(address, {"text_fr": "Des familles de Dakar.", "text_it": "Famiglie."})
    assert wordings.states(row, DESCRIPTION)["it"] == "outdated"
    client.post(address, {"text_fr": "Des familles de Dakar.", "text_it": "Famiglie.", "confirm_it": "on"})
    assert wordings.states(row, DESCRIPTION)["it"] == "confirmed"
    assert "In their words" in client.get(f"/en/organisations/{row.reference}/history/").content.decode()


def test_a_stranger_cannot_write_for_them(client: Client) -> None:
    row = organisation(name="Teranga", visibility="public")
    client.force_login(cast.farid())
    assert client.post(f"/en/organisations/{row.reference}/words/", {"text_it": "x"}).status_code == 404
