"""What goes out as a list comes back as the same records."""

import pytest
from django.test import Client

from ponte.map.models import Organisation
from ponte.map.queries.record import record_of, whole
from tests.factories import cast
from tests.factories.map import (
    contact,
    full_organisation,
    located,
    number,
    organisation,
    other_name,
    representative,
)
from tests.map.importing import bring_in, checked

pytestmark = pytest.mark.django_db
AWKWARD = {
    "name": "=1+1; «نور» | \\ back",
    "name_language": "ar",
    "kind": "federation",
    "communities": "ASIA, Wolof",
    "services": "one\ntwo; three",
    "founded_year": 1999,
    "has_bank_account": False,
    "works_remotely": True,
    "consent": "oral",
    "source": "Ours",
    "consent_on": "2020-03-02",
    "external_id": "+39",
    "shown_to": {"notes": "members"},
    "places_shown": "country",
    "takes_messages": False,
    "names": [
        other_name("Name [en]", ""),
        other_name("With; semicolon", "fr", "former"),
        other_name("'=quoted", "", "legal"),
    ],
    "contacts": [
        contact("phone", "+39 0115550101"),
        contact("website", "https://example.org/a/?utm_source=x", is_public=True),
        contact("other", "ask: at [the] bar"),
    ],
    "identifiers": [number("IT-RUNTS", "12345", section="APS", registered_on="2011-03-04")],
    "representatives": [
        representative("Awa, [the] Diop", phone="+39 011"),
        representative("Li", since="2020-01-01", position="president"),
    ],
    "notes": [
        {
            "text": 'two\nlines  and; bars | "quotes"',
            "details": {"=heading": "+39; \\", "المبلغ": "300"},
            "source": "",
            "source_url": "https://example.org/?utm_source=kept",
        }
    ],
}


def records() -> dict[str, dict]:
    """Every record by its reference."""
    return {row.reference: record_of(row) for row in whole(Organisation.objects.order_by("pk"))}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("list_for", ["organisations", "organisations-office"])
def test_a_list_that_was_not_touched_changes_nothing(client: Client, form: str, list_for: str) -> None:
    full_organisation()
    organisation(**AWKWARD, places=[located(role="residence", area="ITA", locality="forli [centro]; x")])
    organisation(name="Bare")
    before = records()
    client.force_login(cast.chiara())
    data = b"".join(client.get(f"/en/{list_for}.{form}").streaming_content)
    run = checked(data)
    assert run.summary["problems"] == []
    assert [run.summary[kind] for kind in ("new", "changed", "same")] == [0, 0, 3]
    bring_in(data)
    assert records() == before


def test_the_office_list_holds_every_value_of_a_record(client: Client) -> None:
    organisation(**AWKWARD)
    before = record_of(whole(Organisation.objects.all()).get())
    client.force_login(cast.chiara())
    data = b"".join(client.get("/en/organisations-office.csv").streaming_content).decode("utf-8-sig")
    Organisation.objects.all().delete()
    header, row = data.split("\r\n", 1)
    assert header.startswith("reference,")
    bring_in(f"{header}\r\n,{row.partition(',')[2]}")  # without its reference it is a new record
    after = record_of(whole(Organisation.objects.all()).get())
    differing = {name for name in before if before[name] != after[name]}
    assert differing <= {"communities"}  # ASIA is read as Asian in a record that is new


def test_a_corrected_cell_corrects_that_value_alone(client: Client) -> None:
    full_organisation(legal_form="ODV")
    client.force_login(cast.chiara())
    data = b"".join(client.get("/en/organisations-office.csv").streaming_content).decode("utf-8-sig")
    before = record_of(whole(Organisation.objects.all()).get())
    assert "Sahel Women [en]" in data
    bring_in(data.replace("Sahel Women [en]", "Sahel Women [fr]").replace("ODV", "APS"))
    after = record_of(whole(Organisation.objects.all()).get())
    assert {name for name in before if before[name] != after[name]} == {"names", "legal_form"}
    assert after["names"][0] == other_name("Sahel Women", "fr")


@pytest.mark.parametrize("reader", [None, cast.farid])
def test_only_the_office_gets_the_list_of_the_office(client: Client, reader) -> None:
    organisation()
    if reader:
        client.force_login(reader())
    for form in ("csv", "xlsx", "json", "geojson"):
        assert client.get(f"/en/organisations-office.{form}").status_code == 404
