"""The settings page of the office."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ponte.core import changes, places, wordings
from ponte.core.models import Office, StoredFile
from tests.factories import cast
from tests.factories.accounts import PersonFactory, office

pytestmark = pytest.mark.django_db
GIVEN = {
    "name": "Country Office Italy",
    "countries": "Italia; MLT, french guiana",
    "currencies": "eur, USD",
    "languages": ["en", "ar"],
    "country_names": "MKD it Macedonia del Nord\nXKX en Kosovo*",
    "email": "italy@example.org",
}


@pytest.fixture
def administrator(client):
    office()
    client.force_login(cast.bruno())
    return client


def picture() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "#2b3986").save(data, "PNG")
    return SimpleUploadedFile("logo.png", data.getvalue(), "image/png")


def test_names_and_codes_of_countries_are_understood(administrator) -> None:
    assert administrator.post("/en/office/", GIVEN).status_code == 302
    it = Office.objects.get()
    assert (it.countries, it.currencies, it.currency) == (["ITA", "MLT", "GUF"], ["EUR", "USD"], "EUR")
    assert it.languages == ["en", "ar"]
    assert places.name("MKD", "it") == "Macedonia del Nord"
    change = changes.history_of(it).get()
    assert change.values["countries"] == {"before": ["ITA"], "after": ["ITA", "MLT", "GUF"]}


def test_what_is_saved_is_shown_so_that_it_can_be_saved_again(administrator) -> None:
    administrator.post("/en/office/", GIVEN)
    page = administrator.get("/en/office/")
    shown = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    again = {
        name: page.context["form"].fields[name].prepare_value(value) or "" for name, value in shown.items()
    }
    administrator.post("/en/office/", again)
    assert changes.history_of(Office.objects.get()).count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("countries", "Italy, Atlantis"),
        ("currencies", "EUR, XYZ1"),
        ("country_names", "Kosovo"),
        ("country_names", "ZZZ en Nowhere"),
        ("languages", ["en", "tlh"]),
        ("name", "x" * 201),
        ("email", "italy"),
    ],
)
def test_errors_say_what_is_not_understood_and_change_nothing(administrator, field, typed) -> None:
    page = administrator.post("/en/office/", GIVEN | {field: typed})
    assert list(page.context["form"].errors) == [field]
    assert Office.objects.get().countries == ["ITA"]


def test_a_logo_is_a_picture_and_the_old_one_goes(administrator) -> None:
    administrator.post("/en/office/", GIVEN | {"logo": picture()})
    first = Office.objects.get().logo
    assert administrator.get(first.get_absolute_url()).getvalue().startswith(b"\x89PNG")
    administrator.post("/en/office/", GIVEN | {"logo": picture()})
    assert StoredFile.objects.count() == 1
    administrator.post("/en/office/", GIVEN | {"logo_goes": "on"})
    assert Office.objects.get().logo is None
    assert not StoredFile.objects.exists()


def test_a_script_is_no_logo(administrator) -> None:
    upload = SimpleUploadedFile("logo.png", b"<script>alert(1)</script>", "image/png")
    page = administrator.post("/en/office/", GIVEN | {"name": "Changed", "logo": upload})
    assert "logo" in page.context["form"].errors
    assert Office.objects.get().name == "Country Office Italy"


def test_a_facilitator_reads_and_does_not_change(client) -> None:
    office()
    client.force_login(cast.chiara())
    assert client.get("/en/office/").status_code == 200
    assert client.post("/en/office/", GIVEN).status_code == 404


def test_the_data_protection_officer_writes_the_privacy_notice(client) -> None:
    it = office(languages=["it", "en"])
    client.force_login(PersonFactory(roles=("data_protection_officer",)))
    client.post(
        "/en/office/privacy/", {"data_controller": "Bruno", "notice_it": "Poco.", "notice_en": "Little."}
    )
    client.post(
        "/en/office/privacy/", {"data_controller": "Bruno", "notice_it": "Nulla.", "notice_en": "Little."}
    )
    assert wordings.states(it, "privacy_notice") == {"it": "confirmed", "en": "outdated"}
    assert client.get("/en/office/privacy/").context["outdated"] == ["English"]
    assert changes.history_of(it).count() == 4


def test_others_do_not_write_the_privacy_notice(client) -> None:
    office()
    client.force_login(cast.chiara())
    assert client.get("/en/office/privacy/").status_code == 404
