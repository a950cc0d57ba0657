"""The forms of a profile, filled in as a browser sends them."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from ponte.map.actions import change_organisation
from ponte.map.forms.screens import SCREENS
from ponte.map.models import Organisation
from ponte.map.queries.record import record_of, whole
from tests.factories import cast
from tests.factories.map import contact, full_organisation, organisation, representative

pytestmark = pytest.mark.django_db
NUMBER = {"identifiers-0-scheme": "IT-CF", "identifiers-0-value": "80078410588"}
NAMES = [screen.name for screen in SCREENS]


class Typed(HTMLParser):
    """What a browser would send of the last form of a page, nothing touched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self._name = self._text = ""
        self._chosen: list[str] = []
        self.feed(page[page.index('<form class="form"') :])

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        given = dict(pairs)
        name, value = given.get("name") or "", given.get("value")
        if tag == "input" and given.get("type") not in ("submit", "file"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.data.setdefault(name, []).append(
                    "on" if value is None and "checked" in given else value or ""
                )
        elif tag in ("select", "textarea"):
            self._name, self._text, self._chosen = name, "", []
        elif tag == "option" and ("selected" in given or not self._chosen):
            self._chosen = [value or ""]

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.data[self._name] = self._chosen
        elif tag == "textarea":
            self.data[self._name] = [self._text.removeprefix("\n")]


def address(row: Organisation, screen: str) -> str:
    """Where a screen of the profile is."""
    return f"/en/organisations/{row.reference}/edit/{screen}/"


def typed(client: Client, row: Organisation, screen: str) -> dict[str, list[str]]:
    """The form as it comes to the browser."""
    return Typed(client.get(address(row, screen)).content.decode()).data


def now(row: Organisation) -> dict:
    """The record as it is in the database."""
    return record_of(whole(Organisation.objects.all()).get(pk=row.pk))


@pytest.fixture
def chiara(client: Client) -> Client:
    """Chiara at her desk."""
    client.force_login(cast.chiara())
    return client


@pytest.mark.parametrize("screen", NAMES)
def test_saving_an_untouched_screen_changes_nothing(chiara: Client, screen: str) -> None:
    row = full_organisation(
        founded_year=1999,
        consent_on="2020-01-02",
    )
    before = now(row)
    answer = chiara.post(address(row, screen), typed(chiara, row, screen), follow=True)
    assert "Nothing was different" in answer.content.decode(), answer.context and answer.context.get("form")
    assert now(row) == before


@pytest.mark.parametrize("screen", ["names", "identifiers", "places", "contacts"])
def test_a_part_with_nothing_in_it_is_saved_as_it_is(chiara: Client, screen: str) -> None:
    row = organisation()
    answer = chiara.post(address(row, screen), typed(chiara, row, screen))
    assert answer.status_code == 302, [form.errors for form in answer.context["form"]]


def test_a_row_is_added_emptied_and_ticked_away(chiara: Client) -> None:
    row = full_organisation()
    data = typed(chiara, row, "names")
    data["names-2-text"] = ["Donne"]
    assert chiara.post(address(row, "names"), data).status_code == 302
    assert [name["text"] for name in now(row)["names"]] == ["Sahel Women", "DST", "Donne"]
    data = typed(chiara, row, "names") | {"names-0-text": [" "], "names-1-DELETE": ["on"]}
    assert chiara.post(address(row, "names"), data).status_code == 302
    assert [name["text"] for name in now(row)["names"]] == ["Donne"]


@pytest.mark.parametrize(
    ("screen", "wrong", "said"),
    [
        ("identity", {"name": ""}, "This field is required"),
        ("identity", {"name": "x" * 10_000}, "Shorten it"),
        ("identity", {"founded_year": "99"}, "four digits"),
        ("record", {"consent_on": "9999-99-99"}, "valid date"),
        ("identifiers", NUMBER | {"identifiers-0-registered_on": "9999-99-99"}, "valid date"),
        ("identifiers", NUMBER | {"identifiers-0-value": "80078410589"}, "a digit may be mistyped"),
        ("identifiers", NUMBER | {"identifiers-0-value": "8007841058"}, "looks like 80078410588"),
        ("identifiers", NUMBER | {"identifiers-0-value": "RCCMNL83S18D969K"}, "last letter does not fit"),
        (
            "identifiers",
            NUMBER | {"identifiers-0-value": "RCCMNL83S18D969H", "identifiers-0-is_public": "on"},
            "tax code of a person",
        ),
        ("identifiers", NUMBER | {"identifiers-0-scheme": "OTHER"}, "which register this is"),
        ("identity", {"members_count": "3", "members_women": "4"}, "more than all members"),
        (
            "identifiers",
            NUMBER | {"identifiers-0-registered_on": "2020-01-02", "identifiers-0-ends_on": "2020-01-01"},
            "ends before it begins",
        ),
        ("reach", {"sectors": ["nonsense"]}, "nonsense"),
        ("record", {"source_url": "javascript:alert(1)"}, "valid URL"),
        ("contacts", {"contacts-0-kind": "email", "contacts-0-value": "awa"}, "name@example.org"),
        ("contacts", {"contacts-0-kind": "phone", "contacts-0-value": "5"}, "Start with +"),
        ("contacts", {"contacts-0-kind": "website", "contacts-0-value": "no site"}, "https://example.org"),
        ("contacts", {"contacts-0-kind": "website", "contacts-0-value": "a.org/" + "x" * 290}, "at most"),
        (
            "representatives",
            {"representatives-0-name": "Awa", "representatives-0-phone": "5"},
            "Start with +",
        ),
        (
            "representatives",
            {
                "representatives-0-name": "Awa",
                "representatives-0-since": "2020-01-02",
                "representatives-0-until": "2020-01-01",
            },
            "before the beginning",
        ),
        ("places", {"places-0-area": "002", "places-0-locality": "Dakar"}, "Choose the country"),
        ("places", {"places-0-area": "ZZZ"}, "ZZZ"),
        ("places", {"places-0-locality": "Dakar"}, "required"),
    ],
)
def test_an_error_says_what_to_do_and_nothing_is_saved(
    chiara: Client, screen: str, wrong: dict, said: str
) -> None:
    row = organisation()
    before = now(row)
    answer = chiara.post(address(row, screen), typed(chiara, row, screen) | wrong)
    assert answer.status_code == 422
    assert said.lower() in answer.content.decode().lower()
    assert now(row) == before


def test_of_two_people_the_second_is_told_and_loses_nothing(chiara: Client) -> None:
    row = organisation(name="Donne del Sahel")
    data = typed(chiara, row, "identity") | {"name": "Donne del Mali"}
    change_organisation(row, values={"legal_form": "ODV"}, by=cast.bruno())
    answer = chiara.post(address(row, "identity"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody changed this record while you were writing" in page
    assert 'value="Donne del Mali"' in page
    assert now(row)["name"] == "Donne del Sahel"
    data["seen"] = Typed(page).data["seen"]
    assert chiara.post(address(row, "identity"), data).status_code == 302
    assert now(row)["name"] == "Donne del Mali"


def test_a_removed_or_foreign_screen_does_not_exist(chiara: Client) -> None:
    row = organisation()
    assert chiara.get(address(row, "nonsense")).status_code == 404
    chiara.force_login(cast.dawit())
    assert chiara.get(address(row, "identity")).status_code == 404


def test_an_organisation_is_added_with_its_name_alone(chiara: Client) -> None:
    page = chiara.get("/en/organisations/new/").content.decode()
    answer = chiara.post(
        "/en/organisations/new/", Typed(page).data | {"name": " Donne\u202e del\x00  Sahel "}
    )
    row = Organisation.objects.get()
    assert answer["Location"] == f"/en/organisations/{row.reference}/"
    assert (row.name, row.visibility, row.contributed_by) == ("Donne del Sahel", "office", cast.chiara())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "required"),
        ({"name": "A", "locality": "Dakar"}, "Choose the country of this town"),
        ({"name": "A", "locality": "Dakar", "residence": "002"}, "Choose the country of this town"),
    ],
)
def test_adding_is_refused_with_what_to_do(chiara: Client, given: dict, said: str) -> None:
    page = chiara.get("/en/organisations/new/").content.decode()
    answer = chiara.post("/en/organisations/new/", Typed(page).data | given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Organisation.objects.exists()


def test_a_person_who_speaks_for_them_is_never_on_a_public_page(client: Client) -> None:
    row = organisation(
        contacts=[contact("phone", "+39 011 555 0101")], representatives=[representative("Awa Diop")]
    )
    page = client.get(f"/en/organisations/{row.reference}/").content.decode()
    assert "Awa" not in page
    assert "0101" not in page
