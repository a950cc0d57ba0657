"""Every page of sign-in has the face of the house; guessing is limited; nobody learns who has an account."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import URLPattern, URLResolver, reverse

from ponte.accounts import sign_in_urls
from ponte.accounts.models import Person
from tests.factories import cast
from tests.factories.accounts import PASSWORD, PersonFactory, office

pytestmark = pytest.mark.django_db
# Half-way through signing in these need a session; the journeys and tests below walk through them.
ON_THE_WAY = {"account_confirm_login_code", "mfa_authenticate", "mfa_trust"}
MACHINES = {"mfa_login_webauthn", "mfa_download_recovery_codes"}
NOTHING_THERE_YET = {"mfa_view_recovery_codes", "mfa_deactivate_totp"}


def names(patterns) -> list[str]:
    """Names of the addresses that need no argument."""
    found: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and not pattern.pattern.converters:
            found += names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and not pattern.pattern.regex.groups:
            found.append(pattern.name)
    return sorted(set(found) - ON_THE_WAY - MACHINES)


PAGES = names(sign_in_urls.urlpatterns)


def has_our_face(answer) -> bool:
    return b'class="header"' in answer.content and b"style=" not in answer.content


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_our_face_for_a_visitor(client, name) -> None:
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    assert has_our_face(answer)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_our_face_for_somebody_signed_in(client, name) -> None:
    client.post(reverse("account_login"), {"login": cast.chiara().email, "password": PASSWORD})
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == (404 if name in NOTHING_THERE_YET else 200)
    assert has_our_face(answer)


def test_an_address_and_a_password_sign_in_however_the_address_is_typed(client) -> None:
    cast.bruno()
    answer = client.post("/en/account/login/", {"login": "BRUNO@Example.org", "password": PASSWORD})
    assert answer["Location"] == "/en/desk/"


def test_guessing_one_password_stops_after_five_tries(client) -> None:
    bruno = cast.bruno()
    for _ in range(5):
        client.post("/en/account/login/", {"login": bruno.email, "password": "wrong"})
    answer = client.post("/en/account/login/", {"login": bruno.email, "password": PASSWORD})
    assert answer.status_code == 200
    assert not client.session.get("_auth_user_id")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client) -> None:
    cast.bruno()
    known = client.post("/en/account/login/", {"login": "bruno@example.org", "password": "wrong"})
    unknown = client.post("/en/account/login/", {"login": "nobody@example.org", "password": "wrong"})
    assert known.context["form"].errors == unknown.context["form"].errors


def test_a_closed_account_cannot_sign_in(client) -> None:
    person = PersonFactory(is_active=False)
    client.post("/en/account/login/", {"login": person.email, "password": PASSWORD})
    assert not client.session.get("_auth_user_id")


def test_looking_at_the_sign_out_page_signs_nobody_out(client) -> None:
    client.force_login(cast.bruno())
    client.get("/en/account/logout/")
    assert client.session.get("_auth_user_id")
    client.post("/en/account/logout/")
    assert not client.session.get("_auth_user_id")


def test_accounts_are_by_invitation_unless_the_office_says_otherwise(client) -> None:
    new = {"name": "Zoë", "email": "zoe@example.org", "password1": "walking over the bridge"}
    office()
    client.post("/en/account/signup/", new)
    assert not Person.objects.filter(email="zoe@example.org").exists()
    office(sign_up_is_open=True)
    client.post("/it/account/signup/", new)
    zoe = Person.objects.get(email="zoe@example.org")
    assert (zoe.name, zoe.language, zoe.roles) == ("Zoë", "it", frozenset())
    assert not EmailAddress.objects.get(user=zoe).verified


def test_addresses_of_identity_servers_exist_only_where_there_are_some(client) -> None:
    assert client.get("/en/account/server/connections/").status_code == 404
    assert b"server/" not in client.get("/en/account/login/").content
