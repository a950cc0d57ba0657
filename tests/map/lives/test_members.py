"""People of an organisation: invited, given roles, ended; and what they may do with their own record."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from ponte.accounts.models import Person
from ponte.core.models import Letter
from ponte.core.refusal import NotPermitted, Refused
from ponte.map.actions import change_organisation, members
from ponte.map.lifecycles.members import give_role
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Membership, Organisation
from ponte.map.models.membership import forget_roles
from ponte.map.queries.organisation_list import badges_of
from tests.factories import cast
from tests.factories.accounts import PASSWORD, office
from tests.factories.map import full_organisation, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Organisation:
    """An organisation that Amina owns."""
    cache.clear()
    office()
    made = full_organisation(visibility="office")
    give_role(made, cast.amina(), "owner", by=None)
    return made


def address(row: Organisation, end: str = "") -> str:
    return f"/en/organisations/{row.reference}/{end}"


def invited(client: Client, row: Organisation, email: str = "ida@example.org", role: str = "editor") -> str:
    client.force_login(cast.amina())
    client.post(address(row, "people/"), {"email": email, "role": role, "language": "en"})
    return "/" + re.search(r"http://[^/]+/(\S+)", Letter.objects.first().text)[1]


def test_an_owner_invites_and_a_new_account_edits_and_no_more(client: Client, row: Organisation) -> None:
    link = invited(client, row)
    assert Letter.objects.get().is_secret
    visitor = Client()
    assert visitor.get(link).status_code == 200
    assert not Person.objects.filter(email="ida@example.org").exists()
    assert visitor.post(link, {"name": "Ida Rossi", "password": PASSWORD})["Location"] == address(row)
    assert visitor.get(address(row, "edit/identity/")).status_code == 200
    assert visitor.get(address(row, "people/")).status_code == 200
    other = {"email": "eva@example.org", "role": "owner", "language": "en"}
    assert visitor.post(address(row, "people/"), other).status_code == 404
    assert Client().post(link, {"name": "Ida", "password": PASSWORD}).status_code == 410


def test_an_invitation_is_for_one_address_and_dies_with_its_sender(client: Client, row: Organisation) -> None:
    link = invited(client, row, cast.elena().email)
    client.force_login(cast.farid())
    client.post(link)
    assert not Membership.objects.filter(person=cast.farid()).exists()
    give_role(row, cast.dawit(), "owner", by=None)
    members.end(Membership.objects.get(person=cast.amina()), by=cast.dawit())
    client.force_login(cast.elena())
    assert client.post(link).status_code == 410


def test_a_stranger_does_not_learn_who_acts_for_it(client: Client, row: Organisation) -> None:
    change_organisation(row, values={"visibility": "public"}, by=None)
    for page in ("", "history/"):
        assert "Amina" not in client.get(address(row, page)).content.decode()
    client.force_login(cast.farid())
    assert client.get(address(row, "people/")).status_code == 404
    client.force_login(cast.amina())
    assert "Amina Saleh" in client.get(address(row, "history/")).content.decode()


def test_the_last_owner_stays_unless_the_office_ends_it(row: Organisation) -> None:
    give_role(row, cast.elena(), "editor", by=None)
    own = Membership.objects.get(person=cast.amina())
    with pytest.raises(Refused, match="Nobody else answers"):
        members.end(own, by=cast.amina())
    with pytest.raises(Refused, match="Nobody else answers"):
        members.change_role(own, role="reader", by=cast.amina())
    with pytest.raises(NotPermitted):
        members.end(own, by=cast.elena())
    members.end(Membership.objects.get(person=cast.elena()), by=cast.elena())
    members.end(own, by=cast.chiara())
    assert not Membership.objects.filter(ended_at=None).exists()


def test_of_the_governance_its_own_people_change_only_who_sees_it(client: Client, row: Organisation) -> None:
    client.force_login(cast.amina())
    page = client.get(address(row, "edit/record/"))
    assert set(page.context["form"].fields) == {"visibility"}
    client.post(
        address(row, "edit/record/"),
        {
            "visibility": "members",
            "source": "Trust me",
            "external_id": "X",
            "seen": row.changed_at.isoformat(),
        },
    )
    row.refresh_from_db()
    assert (row.visibility, row.external_id) == ("members", "")
    assert row.source == "Register of associations of the city"


def test_what_they_change_of_a_verified_record_is_marked_until_the_office_looks(row: Organisation) -> None:
    lifecycle.perform("verify", row, by=cast.chiara(), reason="seen")
    change_organisation(row, values={"services": "Tea"}, by=cast.amina())
    row.refresh_from_db()
    assert (row.changed_since_check_at, bool(row.declared_by_itself_at)) == (None, True)
    change_organisation(row, values={"name": "Another name"}, by=cast.amina())
    row.refresh_from_db()
    assert ("warn", "Changed since it was checked") in badges_of(row)
    lifecycle.perform("verify", row, by=cast.chiara(), reason="seen again")
    assert ("warn", "Changed since it was checked") not in badges_of(row)


def test_an_owner_says_that_it_came_to_its_end_and_only_the_office_that_it_goes_on(
    client: Client, row: Organisation
) -> None:
    client.force_login(cast.amina())
    client.post(address(row, "step/dissolve/"), {"reason": "We closed", "on": "2026-05-01"})
    row.refresh_from_db()
    assert (row.state, str(row.dissolved_on)) == ("dissolved", "2026-05-01")
    client.post(address(row, "step/revive/"), {"reason": "We changed our mind"})
    row.refresh_from_db()
    assert row.state == "dissolved"


def test_owners_hear_of_a_suspension_and_still_see_their_record(
    client: Client, row: Organisation, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.perform("suspend", row, by=cast.chiara(), reason="A complaint")
    assert "A complaint" in Letter.objects.get(to="amina@example.org").text
    client.force_login(cast.amina())
    assert client.get(address(row)).status_code == 200


def test_the_desk_lists_ones_own_organisations(client: Client, row: Organisation) -> None:
    for person, expected in ((cast.amina(), True), (cast.farid(), False)):
        forget_roles(person)
        client.force_login(person)
        assert (row.name in client.get("/en/desk/").content.decode()) == expected


def test_ones_own_organisations_cost_the_same_however_many(client: Client, count_queries) -> None:
    amina = cast.amina()
    office()
    give_role(organisation(), amina, "owner", by=None)
    client.force_login(amina)
    client.get("/en/desk/")
    one = count_queries(lambda: client.get("/en/desk/"))
    for _more in range(4):
        give_role(organisation(), amina, "editor", by=None)
    assert count_queries(lambda: client.get("/en/desk/")) == one
