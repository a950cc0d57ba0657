"""Institutions, media, donors and people others listen to: the office's own book."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ponte.core import changes
from ponte.core.refusal import NotPermitted
from ponte.core.registries import tasks_of
from ponte.map.actions.stakeholders import finish_step, keep_stakeholder, write_relation
from ponte.map.models import Relation, Stakeholder
from ponte.map.queries.stakeholders import Wanted, grid, stakeholders
from tests.factories import cast
from tests.factories.map import organisation, stakeholder

pytestmark = pytest.mark.django_db
LIST = "/en/stakeholders/"


def met(row: Stakeholder, **values: object) -> Relation:
    """One encounter of yesterday."""
    given = {
        "on": timezone.localdate() - timedelta(days=1),
        "how": "call",
        "text": "They listened.",
        **values,
    }
    return write_relation(row, values=given, by=cast.chiara())


def test_nobody_outside_the_office_learns_that_there_are_stakeholders(client: Client) -> None:
    row = stakeholder(name="Prefettura di Torino")
    for person in (None, cast.amina(), cast.farid()):
        if person:
            client.force_login(person)
        for address in (LIST, row.get_absolute_url(), f"{LIST}new/"):
            answer = client.get(address)
            assert answer.status_code in (302, 404)
            assert "Prefettura" not in answer.content.decode()
    with pytest.raises(NotPermitted):
        keep_stakeholder(values={"name": "X", "kind": "media"}, by=cast.farid())
    with pytest.raises(NotPermitted):
        write_relation(row, values={"on": date(2026, 1, 1), "how": "call", "text": "x"}, by=cast.dawit())


def test_the_office_writes_one_down_and_the_log_keeps_it(client: Client) -> None:
    client.force_login(cast.chiara())
    listed = organisation(name="Donne del Sahel")
    answer = client.post(
        f"{LIST}new/",
        {
            "name": "Consulate of Senegal",
            "kind": "embassy",
            "countries": "Senegal, ITA",
            "interest": 3,
            "influence": 2,
            "focal_person": cast.chiara().pk,
            "email": "consulate@example.org",
            "phone": "+39 011 555 0101",
            "organisation": listed.reference,
        },
    )
    row = Stakeholder.objects.get()
    assert answer.url == row.get_absolute_url()
    assert (row.countries, row.phone, row.organisation) == (["ITA", "SEN"], "+39 011 555 0101", listed)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Consulate of Senegal" in page
    assert "Donne del Sahel" in page
    assert changes.history_of(row).get().verb == "create"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "required"),
        ("countries", "Atlantis", "Atlantis"),
        ("phone", "call me", "telephone"),
        ("organisation", "ZZZZZZZZ", "typing mistake"),
        ("interest", "9", "valid choice"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(client: Client, field: str, value: str, says: str) -> None:
    client.force_login(cast.chiara())
    good = {"name": "Comune", "kind": "local_authority", "interest": 1, "influence": 3}
    answer = client.post(f"{LIST}new/", good | {field: value})
    assert answer.status_code == 422
    assert any(says in str(error) for error in answer.context["form"].errors[field])
    assert not Stakeholder.objects.exists()


def test_the_grid_counts_and_narrows(client: Client) -> None:
    chiara = cast.chiara()
    first = stakeholder(name="Regione Piemonte", interest=3, influence=3, focal_person=chiara)
    stakeholder(name="La Voce", kind="media", interest=1, influence=3)
    stakeholder(name="Old ministry", interest=3, influence=3, is_past=True)
    rows = grid(Wanted(), chiara)
    assert [[cell["count"] for cell in row["cells"]] for row in rows] == [[1, 0, 1], [0, 0, 0], [0, 0, 0]]
    assert rows[0]["cells"][2]["says"] == "Work closely together"
    assert list(stakeholders(Wanted(interest=3, influence=3), chiara)) == [first]
    assert list(stakeholders(Wanted(text="piemônte"), chiara)) == [first]
    assert list(stakeholders(Wanted(mine=True), chiara)) == [first]
    assert [row.name for row in stakeholders(Wanted(past=True), chiara)] == ["Old ministry"]
    client.force_login(chiara)
    page = client.get(f"{LIST}?influence=3&interest=3").content.decode()
    assert "Regione Piemonte" in page
    assert "La Voce" not in page


def test_a_promise_stands_on_the_desk_of_the_focal_person_until_it_is_done(client: Client) -> None:
    chiara = cast.chiara()
    row = stakeholder(name="Questura", focal_person=chiara)
    relation = met(row, next_step="Send the list of tables", next_on=timezone.localdate())
    assert [str(task.title) for task in tasks_of(chiara)] == ["Send the list of tables (Questura)"]
    assert not tasks_of(cast.dawit())
    client.force_login(chiara)
    client.post(reverse("map:stakeholder_finish", args=[row.reference, relation.pk]))
    relation.refresh_from_db()
    done = relation.done_at
    assert not tasks_of(chiara)
    finish_step(relation, by=chiara)
    relation.refresh_from_db()
    assert relation.done_at == done


def test_an_encounter_is_refused_in_words(client: Client) -> None:
    client.force_login(cast.chiara())
    row = stakeholder()
    tomorrow = timezone.localdate() + timedelta(days=1)
    address = reverse("map:stakeholder_write", args=[row.reference])
    answer = client.post(address, {"on": tomorrow, "how": "call", "text": "kept", "next_on": tomorrow})
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert "has not come yet" in errors["on"][0]
    assert "Say what is to be done" in errors["next_step"][0]
    assert "kept" in answer.content.decode()
    assert not Relation.objects.exists()


@pytest.mark.guards("map/stakeholder_list.html")
def test_the_list_costs_the_same_for_one_and_for_thirty(client: Client, count_queries: Callable) -> None:
    client.force_login(cast.chiara())
    met(stakeholder(focal_person=cast.chiara()))
    client.get(LIST)
    one = count_queries(lambda: client.get(LIST))
    for number in range(29):
        met(stakeholder(name=f"Comune {number}", focal_person=cast.chiara()))
    assert count_queries(lambda: client.get(LIST)) == one <= 10


def test_the_page_costs_the_same_for_one_encounter_and_for_ten(
    client: Client, count_queries: Callable
) -> None:
    client.force_login(cast.chiara())
    row = stakeholder()
    met(row)
    address = row.get_absolute_url()
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for _number in range(9):
        met(row)
    assert count_queries(lambda: client.get(address)) == one
