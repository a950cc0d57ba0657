"""The history of a record, by who may read how much of it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ponte.map.actions import change_organisation
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Organisation
from ponte.map.queries.history import history_for
from tests.factories import cast
from tests.factories.map import contact, full_organisation, organisation

pytestmark = pytest.mark.django_db
SECRETS = ("Awa Diop", "555 0101", "Chiara", "whispered", "Up to 5,000", "Agreed by word", "No. 77", "Bruno")


@pytest.fixture
def row() -> Organisation:
    """A record on which people of the office worked."""
    chiara = cast.chiara()
    made = full_organisation(by=chiara, name="Donne del Sahel")
    given = {"kind": "media", "consent": "oral", "external_id": "No. 77", "grants_managed": "whispered"}
    change_organisation(made, values=given, by=chiara)
    more = [contact("phone", "+39 011 555 0101")]
    change_organisation(made, values={"contacts": more}, by=chiara)
    lifecycle.perform("verify", made, by=chiara, reason="whispered")
    lifecycle.perform("remove", made, by=cast.bruno(), reason="whispered")
    return made


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_public_reads_what_changed_and_neither_people_nor_what_is_for_the_office(
    row: Organisation, client: Client, signed_in: bool
) -> None:
    if signed_in:
        client.force_login(cast.farid())
    page = client.get(f"/en/organisations/{row.reference}/history/").content.decode()
    assert "Donne del Sahel" in page
    assert "Media" in page
    assert [secret for secret in SECRETS if secret in page] == []
    assert "undo/" not in page


def test_a_proposal_to_take_it_off_is_the_offices_own_business(row: Organisation) -> None:
    verbs = [entry.verb_label for entry in history_for(row, AnonymousUser())]
    assert len(verbs) == 3, verbs  # created, edited, verified: no contacts, no proposal
    assert len(history_for(row, cast.dawit())) == 5


def test_the_office_reads_who_and_why(row: Organisation, client: Client) -> None:
    client.force_login(cast.chiara())
    page = client.get(f"/en/organisations/{row.reference}/history/").content.decode()
    assert [secret for secret in SECRETS if secret not in page] == []
    assert "undo/" in page


def test_a_change_that_moved_on_is_not_offered_for_undoing() -> None:
    row = organisation(kind="unknown")
    change_organisation(row, values={"kind": "media"}, by=None)
    change_organisation(row, values={"kind": "faith"}, by=None)
    row.refresh_from_db()
    offered = [bool(entry.undo_url) for entry in history_for(row, cast.chiara())]
    assert offered == [True, False, False]
    assert not any(entry.undo_url for entry in history_for(row, cast.dawit()))


def test_a_change_is_undone_from_its_page(client: Client) -> None:
    row = organisation(kind="unknown")
    change = change_organisation(row, values={"kind": "media"}, by=None)
    address = f"/en/organisations/{row.reference}/history/{change.pk}/undo/"
    client.force_login(cast.chiara())
    assert "Undo this change" in client.get(address).content.decode()
    assert Organisation.objects.get(pk=row.pk).kind == "media"
    answer = client.post(address, follow=True)
    assert "Undone." in answer.content.decode()
    assert Organisation.objects.get(pk=row.pk).kind == "unknown"
    again = client.post(address, follow=True)
    assert "cannot be undone" in again.content.decode()


def test_a_change_of_one_record_is_not_undone_through_another(client: Client) -> None:
    row, other = organisation(), organisation()
    change = change_organisation(row, values={"kind": "media"}, by=None)
    client.force_login(cast.chiara())
    assert client.post(f"/en/organisations/{other.reference}/history/{change.pk}/undo/").status_code == 404


def test_what_happened_while_only_the_office_saw_it_stays_in_the_office(client: Client) -> None:
    row = organisation(name="Old name", visibility="office")
    change_organisation(row, values={"name": "Second name"}, by=cast.chiara())
    change_organisation(row, values={"visibility": "public", "kind": "media"}, by=cast.chiara())
    change_organisation(row, values={"name": "Third name"}, by=cast.chiara())
    address = f"/en/organisations/{row.reference}/history/"
    page = client.get(address).content.decode()
    assert "Third name" in page
    assert "Old name" not in page
    client.force_login(cast.chiara())
    assert "Old name" in client.get(address).content.decode()
