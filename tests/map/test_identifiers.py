"""Numbers in registers on records: kept, shown to whom, brought in, and two records with one number."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from ponte.map.actions import add_organisation, change_organisation
from ponte.map.models import Organisation, OrganisationIdentifier
from ponte.map.queries.record import record_of, whole
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.map import full_organisation, number, organisation
from tests.map.importing import bring_in, problems, table

pytestmark = pytest.mark.django_db
PERSONS = number("IT-CF", "RCCMNL83S18D969H")


def numbers() -> list[dict]:
    """The numbers of the only record."""
    return record_of(whole(Organisation.objects.all()).get())["identifiers"]


def test_the_tax_code_of_a_person_cannot_be_made_public_by_any_way() -> None:
    with pytest.raises(ValidationError, match="when and where they were born"):
        organisation(identifiers=[PERSONS | {"is_public": True}])
    row = organisation(identifiers=[PERSONS])
    with pytest.raises(ValidationError, match="when and where they were born"):
        change_organisation(row, values={"identifiers": [PERSONS | {"is_public": True}]}, by=cast.chiara())
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationIdentifier.objects.update(is_public=True)


def test_a_wrong_number_reaches_no_record() -> None:
    with pytest.raises(ValidationError, match="mistyped"):
        add_organisation(values={"name": "A", "identifiers": [number("IT-CF", "80078410589")]}, by=None)
    assert not Organisation.objects.exists()


def test_everybody_sees_public_numbers_and_the_office_all(client: Client) -> None:
    row = full_organisation()
    address = f"/en/organisations/{row.reference}/"
    page = client.get(address).content.decode()
    assert "12345" in page
    assert "80078410588" not in page
    export = b"".join(client.get("/en/organisations.csv").streaming_content).decode()
    assert "IT-RUNTS:12345" in export
    assert "80078410588" not in export
    assert "80078410588" not in client.get(f"{address}history/").content.decode()
    client.force_login(cast.chiara())
    assert "80078410588" in client.get(address).content.decode()
    assert "Italy: Codice fiscale 80078410588" in client.get(f"{address}history/").content.decode()


def test_a_public_number_finds_the_record_for_everybody_and_another_for_the_office(client: Client) -> None:
    full_organisation(name="Donne")
    assert b"Donne" in client.get("/en/organisations/?q=12345").content
    assert b"Donne" not in client.get("/en/organisations/?q=80078410588").content
    client.force_login(cast.farid())
    assert b"Donne" not in client.get("/en/organisations/?q=80078410588").content
    client.force_login(cast.chiara())
    assert b"Donne" in client.get("/en/organisations/?q=80078410588").content


def test_the_office_is_told_that_two_records_have_one_number(client: Client) -> None:
    one = full_organisation(name="Donne del Sahel")
    organisation(name="Sahel Women", identifiers=[number("IT-CF", "80078410588")])
    address = f"/en/organisations/{one.reference}/"
    assert "Another record has the same number" not in client.get(address).content.decode()
    client.force_login(cast.chiara())
    page = client.get(address).content.decode()
    assert "Another record has the same number" in page
    assert "Sahel Women" in page


def test_a_list_with_columns_about_the_registration_gives_numbers() -> None:
    office()
    cells = {
        "name": "Donne",
        "codice fiscale": "800 784 105 88",
        "registry": "runts",
        "registration number": "12345",
        "section": "APS",
        "registration date": "2011-03-04",
        "valid until": "2031-03-04",
        "identifiers": "GB-CHC:1090095; Albo di Milano: 7/b",
    }
    bring_in(table([cells]))
    assert numbers() == [
        number("GB-CHC", "1090095", is_public=True),
        number("OTHER", "7/B", register="Albo di Milano"),
        number("IT-CF", "80078410588"),
        number(
            "IT-RUNTS",
            "12345",
            section="APS",
            registered_on="2011-03-04",
            ends_on="2031-03-04",
            is_public=True,
        ),
    ]
    run = bring_in(table([cells]))
    assert run.summary["same"] == 1


def test_the_tax_code_is_that_of_the_country_where_they_are_based() -> None:
    office()
    bring_in(table([{"name": "A", "country": "Spain", "nif": "G85960730"}]))
    assert numbers() == [number("ES-NIF", "G85960730")]


def test_a_list_adds_to_a_number_what_was_not_known_and_hides_nothing_shown() -> None:
    organisation(name="Donne", identifiers=[number("IT-RUNTS", "12345", section="APS")])
    bring_in(table([{"name": "Donne", "identifiers": "IT-RUNTS:12345; IT-REA:TO-1234567"}]))
    assert numbers() == [
        number("IT-RUNTS", "12345", section="APS"),
        number("IT-REA", "TO1234567", is_public=True),
    ]


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"tax code": "80078410589"}, "tax code", "mistyped"),
        ({"identifiers": "IT-CF:80078410589"}, "identifiers", "mistyped"),
        ({"identifiers": "80078410588"}, "identifiers", "register, colon, number"),
        ({"registry": "RUNTS", "registration number": "AB"}, "registration number", "looks like 12345"),
        ({"registry": "RUNTS", "registration number": ""}, "registry", "no number with this registration"),
    ],
)
def test_a_wrong_number_in_a_list_is_told_by_row_and_column(cells: dict, column: str, said: str) -> None:
    office()
    found = problems(table([{"name": "A"} | dict.fromkeys(cells, ""), {"name": "B"} | cells]))
    assert [(row, where) for row, where, _message in found] == [(3, column)]
    assert said in found[0][2]
