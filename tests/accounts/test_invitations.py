"""Invitations: sent, answered once, taken back; wrong links open nothing."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from ponte.accounts.actions import invitations, people
from ponte.accounts.models import Invitation, Person, Role
from ponte.core import links
from ponte.core.models import Letter, SignedLink
from ponte.core.refusal import Refused
from tests.factories import cast
from tests.factories.accounts import PersonFactory, office

pytestmark = pytest.mark.django_db
NEW = {"name": "Giulia Rossi", "password": "seven arches of stone"}


def invited(email: str = "giulia@example.org", roles: tuple[str, ...] = ("finance",)) -> str:
    """The address in the mail."""
    office()
    invitations.invite(email=email, roles=roles, language="it", by=cast.bruno())
    return re.search(r"http://localhost:\d+(/it/invitation/\S+)", Letter.objects.first().text)[1]


def test_the_mail_is_secret_and_in_the_language_chosen() -> None:
    address = invited()
    letter = Letter.objects.get()
    assert (letter.to, letter.language, letter.is_secret) == ("giulia@example.org", "it", True)
    assert address.startswith("/it/")


def test_looking_changes_nothing_and_the_button_opens_the_account(client) -> None:
    address = invited()
    for _look in range(3):
        assert client.get(address).status_code == 200
    assert client.post(address, NEW)["Location"] == "/it/desk/"
    giulia = Person.objects.get(email="giulia@example.org")
    assert (giulia.name, giulia.language, giulia.roles) == ("Giulia Rossi", "it", {Role.FINANCE})
    assert giulia.emailaddress_set.get().verified
    assert client.session["_auth_user_id"] == str(giulia.pk)
    assert Invitation.objects.get().accepted_by == giulia


def test_a_link_works_once(client) -> None:
    address = invited()
    client.post(address, NEW)
    client.logout()
    assert client.get(address).status_code == 410
    assert client.post(address, NEW | {"name": "Farid"}).status_code == 410
    assert Person.objects.filter(email="giulia@example.org").count() == 1


def test_a_link_taken_back_opens_nothing(client) -> None:
    address = invited()
    client.force_login(cast.bruno())
    client.post(f"/en/people/invitations/{Invitation.objects.get().pk}/withdraw/")
    client.logout()
    assert client.post(address, NEW).status_code == 410
    assert not Person.objects.filter(email="giulia@example.org").exists()


def test_an_expired_link_opens_nothing(client) -> None:
    address = invited()
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.post(address, NEW).status_code == 410


@pytest.mark.parametrize("wrong", ["x", "1.2.3", "%00", "a" * 3000, "ü.ü.ü"])
def test_a_forged_link_is_refused_and_says_so(client, wrong) -> None:
    assert client.get(f"/en/invitation/{wrong}/").status_code == 410


def test_a_changed_link_and_one_for_another_purpose_are_refused(client) -> None:
    address = invited()
    assert client.get(address.rstrip("/")[:-1] + "/").status_code == 410
    other = links.issue("map.claim", cast.bruno(), by=cast.bruno(), days=3)
    assert client.get(f"/en/invitation/{other}/").status_code == 410


def test_an_invitation_dies_with_the_role_of_who_sent_it(client) -> None:
    address = invited()
    PersonFactory(roles=("administrator",))
    people.withdraw_role(person=cast.bruno(), role=Role.ADMINISTRATOR, by=cast.bruno())
    assert client.post(address, NEW).status_code == 410


def test_an_existing_account_accepts_signed_in_and_nobody_else_does(client) -> None:
    address = invited("elena@example.org", ("focal_point",)) if cast.elena() else ""
    client.force_login(cast.farid())
    client.post(address, NEW)
    assert not cast.elena().roles
    assert not cast.farid().roles
    client.force_login(cast.elena())
    assert b"Accept" in client.get(address.replace("/it/", "/en/")).content
    client.post(address)
    assert Person.objects.get(email="elena@example.org").roles == {Role.FOCAL_POINT}


def test_a_second_invitation_takes_the_first_one_back(client) -> None:
    first = invited()
    second = invited(roles=("reviewer",))
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


@pytest.mark.parametrize(
    ("email", "roles"), [("bruno@example.org", ["finance"]), ("chiara@example.org", ["facilitator"])]
)
def test_nobody_is_invited_to_what_they_have_or_by_themself(email, roles) -> None:
    cast.chiara()
    with pytest.raises(Refused):
        invitations.invite(email=email, roles=roles, language="en", by=cast.bruno())
    assert not Letter.objects.exists()


def test_only_administrators_invite(client) -> None:
    client.force_login(cast.chiara())
    given = {"email": "x@example.org", "roles": ["reviewer"], "language": "en"}
    assert client.post("/en/people/invitations/", given).status_code == 404
    with pytest.raises(Refused):
        invitations.invite(**given, by=cast.chiara())


def test_the_page_invites_and_lists_who_has_not_answered(client) -> None:
    client.force_login(cast.bruno())
    given = {"email": "Giulia@Example.org", "roles": ["reviewer", "finance"], "language": "ar"}
    assert client.post("/en/people/invitations/", given).status_code == 302
    page = client.get("/en/people/invitations/")
    assert [invitation.email for invitation in page.context["invitations"]] == ["giulia@example.org"]
    assert "email" in client.post("/en/people/invitations/", given | {"email": "no"}).context["form"].errors


def test_a_weak_password_opens_nothing(client) -> None:
    address = invited()
    page = client.post(address, NEW | {"password": "giulia"})
    assert list(page.context["form"].errors) == ["password"]
    assert not SignedLink.objects.get().used_at


def test_old_invitations_are_forgotten() -> None:
    invited()
    Invitation.objects.update(invited_at=timezone.now() - timedelta(days=200))
    assert invitations.tidy() == 1
    assert not Invitation.objects.exists()
