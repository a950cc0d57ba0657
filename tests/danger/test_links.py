"""Links that were copied, changed, or opened when they are good for nothing any more."""

import pytest
from django.test import Client

from ponte.accounts.actions import invitations
from ponte.accounts.models import Person
from ponte.core import links
from ponte.core.models import SignedLink
from tests.factories import cast
from tests.factories.accounts import office

pytestmark = pytest.mark.django_db
ACCEPT = {"name": "Grace Obi", "password": "a long walk over the bridge"}


@pytest.fixture
def token() -> str:
    """An invitation to work in the office."""
    office()
    invitations.invite(email="grace@example.org", roles=["reviewer"], language="en", by=cast.bruno())
    return links.token_of(SignedLink.objects.latest("pk"))


def test_every_single_changed_letter_is_noticed(client: Client, token: str, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for place, letter in enumerate(token):
        forged = token[:place] + ("A" if letter != "A" else "B") + token[place + 1 :]
        assert client.post(f"/en/invitation/{forged}/", ACCEPT).status_code == 410, forged
    assert not Person.objects.filter(email="grace@example.org").exists()


def test_a_link_is_good_once_and_for_its_own_purpose(client: Client, token: str) -> None:
    other = links.issue("another.purpose", cast.amina(), by=None, days=1)
    assert client.post(f"/en/invitation/{other}/", ACCEPT).status_code == 410
    assert client.post(f"/en/invitation/{token}/", ACCEPT).status_code == 302
    assert Person.objects.get(email="grace@example.org").roles == {"reviewer"}
    again = Client().post(f"/en/invitation/{token}/", ACCEPT | {"name": "Mallory"})
    assert again.status_code == 410
    assert "used already" in again.content.decode()
    assert Person.objects.get(email="grace@example.org").name == "Grace Obi"


def test_somebody_else_who_is_signed_in_cannot_take_the_roles(client: Client, token: str) -> None:
    farid = cast.farid()
    client.force_login(farid)
    client.post(f"/en/invitation/{token}/")
    assert not Person.objects.get(pk=farid.pk).roles
    assert SignedLink.objects.get(purpose=invitations.PURPOSE).used_at is None


@pytest.mark.parametrize("text", ["1", ".", "..", "1.a.b", "٣.x.y", "9" * 5000, "-1.a.b", "1e9.a.b"])
def test_what_was_never_a_link_is_refused(client: Client, token: str, text: str) -> None:
    assert client.get(f"/en/invitation/{text}/").status_code in {404, 410}
