"""Choosing who sees what, on the screens where it is written."""

import pytest
from django.test import Client

from ponte.map.forms.located import located
from ponte.map.models import Organisation
from ponte.map.queries.sight import EVERYBODY, seen
from ponte.map.queries.whereabouts import coarsened
from tests.factories import cast
from tests.factories.map import belonging, full_organisation, organisation
from tests.map.test_edit_pages import address, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def chiara() -> Client:
    client = Client()
    client.force_login(cast.chiara())
    return client


def kept(row: Organisation) -> dict:
    return Organisation.objects.get(pk=row.pk).shown_to


def save(client: Client, row: Organisation, screen: str, **chosen: str) -> None:
    answer = client.post(address(row, screen), typed(client, row, screen) | chosen)
    assert answer.status_code == 302


def test_one_answer_is_narrowed_and_only_that_is_kept(chiara: Client) -> None:
    row = organisation(services="Language courses")
    save(chiara, row, "reach", **{"sight-of_services": "members"})
    assert kept(row) == {"services": "members"}
    page = f"/en/organisations/{row.reference}/"
    assert "Language courses" not in Client().get(page).content.decode()
    stranger = Client()
    stranger.force_login(cast.farid())
    assert "Language courses" in stranger.get(page).content.decode()
    save(chiara, row, "reach", **{"sight-of_services": "public"})
    assert kept(row) == {}


def test_a_whole_page_is_narrowed_or_widened_at_once_and_others_keep_theirs(chiara: Client) -> None:
    row = organisation(skills="Sewing", shown_to={"services": "office"})
    save(chiara, row, "capacity", **{"sight-all": "public"})
    assert kept(row)["skills"] == "public"
    assert kept(row)["services"] == "office"
    assert "Sewing" in Client().get(f"/en/organisations/{row.reference}/").content.decode()


def test_a_form_that_says_nothing_of_it_leaves_it(chiara: Client) -> None:
    row = organisation(shown_to={"services": "office"})
    values = {name: value for name, value in typed(chiara, row, "reach").items() if "sight" not in name}
    assert chiara.post(address(row, "reach"), values | {"communities": "Wolof"}).status_code == 302
    assert kept(row) == {"services": "office"}


def test_a_home_is_hidden_with_one_button(chiara: Client) -> None:
    row = organisation(name="Sahel", places=[located(role="residence", area="ITA", locality="Torino")])
    save(chiara, row, "places", is_a_home="1")
    for path in ("", "history/"):
        page = Client().get(f"/en/organisations/{row.reference}/{path}").content.decode()
        assert "Italy" in page or path
        assert "Torino" not in page
    assert b"Torino" not in b"".join(Client().get("/en/organisations.geojson").streaming_content)


@pytest.mark.parametrize(
    ("closeness", "locality", "latitude", "precision"),
    [
        ("address", "Via Roma 3, Torino", 45.0701, "address"),
        ("city", "Torino", 45.07049, "city"),
        ("area", "", 45.25, "area"),
        ("country", "", None, "country"),
    ],
)
def test_words_and_point_of_a_place_get_coarser_together(
    closeness: str, locality: str, latitude: float | None, precision: str
) -> None:
    door = located(role="residence", area="ITA", locality="Via Roma 3, Torino")
    assert door["precision"] == "address"
    shown = coarsened({**door, "latitude": 45.0701, "longitude": 7.6868}, closeness)
    assert (shown["locality"], shown["latitude"], shown["precision"]) == (locality, latitude, precision)


def test_an_address_in_no_known_town_becomes_its_country() -> None:
    door = located(role="residence", area="ITA", locality="Vicolo Stretto 3")
    assert coarsened(door, "city") == door | {"locality": "", "precision": "country"}


def test_its_own_people_and_the_office_look_with_the_eyes_of_others(chiara: Client) -> None:
    row = full_organisation(visibility="members")
    own = Client()
    own.force_login(belonging(cast.amina(), row))
    for client in (chiara, own):
        page = client.get(f"/en/organisations/{row.reference}/seen/").content.decode()
        assert "do not see this record at all" in page
        assert "Awa Diop" not in page
        page = client.get(f"/en/organisations/{row.reference}/seen/?as=members").content.decode()
        assert "do not see this record at all" not in page
    stranger = Client()
    stranger.force_login(cast.farid())
    assert stranger.get(f"/en/organisations/{row.reference}/seen/").status_code == 404


def test_the_original_is_untouched_by_what_somebody_sees_of_it() -> None:
    row = full_organisation(shown_to={"names": "office", "sectors": "office"})
    whole = Organisation.objects.prefetch_related("names", "places").get(pk=row.pk)
    shown = seen(whole, EVERYBODY)
    assert (list(shown.names.all()), shown.sectors) == ([], [])
    assert list(shown.contacts.all()) == []  # not fetched, so not shown
    assert whole.names.count() == 2
    assert whole.sectors
