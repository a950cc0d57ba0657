"""Every mail of sign-in is ours: through the outbox, in the reader's language, secrets kept."""

from pathlib import Path

import allauth
import pytest

from ponte.accounts.notices import notice_for
from ponte.core.models import Letter
from tests.factories import cast
from tests.factories.accounts import office

pytestmark = pytest.mark.django_db
FOLDERS = [
    Path(allauth.__file__).parent / "templates" / app / "email" for app in ("account", "mfa", "socialaccount")
]
# Written only with settings Ponte does not use.
UNUSED = {"password_reset_code"}


def test_there_is_one_of_ours_for_each_the_library_sends() -> None:
    prefixes = {
        path.name.removesuffix("_subject.txt") for folder in FOLDERS for path in folder.glob("*_subject.txt")
    }
    assert len(prefixes) > 15
    for prefix in prefixes - UNUSED:
        assert notice_for(f"account/email/{prefix}").template


def test_a_forgotten_password_is_answered_in_the_language_of_the_person(client) -> None:
    amina = cast.amina()
    amina.language = "ar"
    amina.save()
    client.post("/en/account/password/reset/", {"email": amina.email})
    letter = Letter.objects.get()
    assert (letter.to, letter.language, letter.is_secret) == (amina.email, "ar", True)
    assert "/account/password/reset/key/" in letter.text


def test_a_stranger_learns_nothing_from_the_page(client) -> None:
    cast.amina()
    known = client.post("/en/account/password/reset/", {"email": "amina@example.org"})
    unknown = client.post("/en/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert {letter.purpose for letter in Letter.objects.all()} == {
        "accounts.reset_password",
        "accounts.no_account",
    }


def test_a_code_signs_in_once(client) -> None:
    chiara = cast.chiara()
    client.post("/en/account/login/code/", {"email": chiara.email})
    letter = Letter.objects.get()
    assert letter.is_secret
    code = letter.text.split("\n\n")[1].strip()
    assert client.post("/en/account/login/code/confirm/", {"code": code})["Location"] == "/en/desk/"


def test_opening_a_second_account_tells_the_owner_and_not_the_visitor(client) -> None:
    office(sign_up_is_open=True)
    cast.amina()
    new = {"name": "Zoë", "email": "zoe@example.org", "password1": "walking over the bridge"}
    fresh = client.post("/en/account/signup/", new)
    client.cookies.clear()
    taken = client.post("/en/account/signup/", new | {"email": "amina@example.org"})
    assert fresh["Location"] == taken["Location"]
    purposes = sorted(Letter.objects.values_list("purpose", flat=True))
    assert purposes == ["accounts.confirm_address", "accounts.have_account"]
