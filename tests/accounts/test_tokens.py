"""Tokens: shown once, never more than their person, gone when they should be."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from ponte.accounts.actions import holdings, people, tokens
from ponte.accounts.models import ApiToken, OfficeRole, Person
from ponte.core.api import limits
from ponte.core.models import Change, Letter
from ponte.core.refusal import Refused
from tests.factories import cast
from tests.factories.map import belonging, full_organisation, organisation

pytestmark = pytest.mark.django_db
LIST = "/api/v1/organisations"
OFFICE = ["read", "organisations:office"]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()
    limits.forget()


def token_for(person: Person, *wanted: str, days: int = 30) -> str:
    """A token with these scopes."""
    return tokens.make_token(person=person, label="A website", wanted=wanted or ["read"], days=days)[1]


def asked(token: str, address: str = LIST, **headers: str):
    """What a program with this token gets."""
    return Client().get(address, headers={"authorization": f"Bearer {token}", **headers})


def names(answer) -> set[str]:
    """The names on the first page."""
    return {row["name"] for row in answer.json()["results"]}


def three() -> None:
    """One for everybody, one for the signed in, one for the office."""
    for seen in ("public", "members", "office"):
        full_organisation(name=seen, visibility=seen)


def test_a_person_makes_one_on_a_page_and_sees_it_once(client: Client) -> None:
    client.force_login(cast.farid())
    page = client.post("/en/account/tokens/", {"label": "Our website", "days": "90"})
    row = ApiToken.objects.get()
    token = page.context["token"]
    assert token in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert token not in client.get("/en/account/tokens/").content.decode()
    assert row.digest != token
    assert row.scopes == ["read"]
    entry = Change.objects.get(kind="accounts.apitoken")
    assert token not in str(entry.values)
    assert row.digest not in str(entry.values)
    letter = Letter.objects.latest("pk").text
    assert "Our website" in letter
    assert token not in letter
    client.post(f"/en/account/tokens/{row.pk}/revoke/")
    assert asked(token).status_code == 401


def test_everybody_sees_as_much_as_their_person_and_their_scopes_allow() -> None:
    three()
    assert names(Client().get(LIST)) == {"public"}
    assert names(asked(token_for(cast.farid()))) == {"public", "members"}
    assert names(asked(token_for(cast.chiara()))) == {"public", "members"}
    answer = asked(token_for(cast.chiara(), *OFFICE))
    assert names(answer) == {"public", "members", "office"}
    assert "private" in answer["Cache-Control"]
    record = answer.json()["results"][0]
    assert record["office"]["representatives"][0]["name"] == "Awa Diop"
    assert Client().get(LIST).json()["results"][0]["office"] is None
    assert "Awa Diop" not in asked(token_for(cast.farid())).content.decode()


def test_a_token_does_not_show_the_own_organisation_to_programs() -> None:
    amina = belonging(cast.amina(), organisation(name="Own", visibility="office"))
    assert names(asked(token_for(amina))) == set()


def test_nobody_gives_a_token_what_they_have_not(client: Client) -> None:
    with pytest.raises(Refused):
        token_for(cast.farid(), *OFFICE)
    with pytest.raises(Refused):
        token_for(cast.bruno(), "read", "everything")
    client.force_login(cast.farid())
    page = client.post(
        "/en/account/tokens/", {"label": "x", "days": "90", "scopes": ["organisations:office"]}
    )
    assert "scopes" not in page.context["form"].fields
    assert [row.scopes for row in ApiToken.objects.all()] in ([], [["read"]])
    assert client.post("/en/account/tokens/", {"label": "x", "days": "4000"}).context["token"] == ""


def test_a_role_that_is_taken_away_is_taken_from_tokens_too() -> None:
    three()
    chiara = cast.chiara()
    token = token_for(chiara, *OFFICE)
    tag = asked(token)["ETag"]
    OfficeRole.objects.filter(person=chiara).delete()
    answer = asked(token, **{"if-none-match": tag})
    assert answer.status_code == 200
    assert names(answer) == {"public", "members"}


def test_what_is_no_good_any_more_is_refused_in_one_way() -> None:
    person = cast.farid()
    good = token_for(person)
    expired = token_for(person)
    ApiToken.objects.filter(digest=tokens.digest_of(expired)).update(
        made_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(seconds=1)
    )
    scopeless = token_for(person)
    ApiToken.objects.filter(digest=tokens.digest_of(scopeless)).update(scopes=[])
    bad = [expired, scopeless, good[:-1], good + "x", "ponte_" + "A" * 43, "", "é" * 30, "x" * 5_000]
    answers = [asked(token) for token in bad]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0]["WWW-Authenticate"].startswith("Bearer ")
    assert Client().get(LIST, headers={"authorization": "Basic Zm9vOmJhcg=="}).status_code == 401
    assert asked(good).status_code == 200


def test_closing_an_account_ends_its_tokens_and_opening_it_again_does_not_bring_them_back() -> None:
    person, bruno = cast.farid(), cast.bruno()
    token = token_for(person)
    people.close_account(person=person, by=bruno)
    assert asked(token).status_code == 401
    people.reopen_account(person=person, by=bruno)
    assert asked(token).status_code == 401


def test_a_token_in_an_address_is_refused_with_what_to_do() -> None:
    token = token_for(cast.farid())
    for name in ("token", "access_token", "api_key", "Authorization"):
        answer = Client().get(f"{LIST}?{name}={token}")
        assert answer.status_code == 400
        assert "Revoke" in answer.json()["detail"]
        assert token not in answer.content.decode()


def test_wrong_tokens_are_counted_so_that_nobody_tries_many(settings) -> None:
    settings.API_LIMITS = {"address": 30, "token": 600}
    statuses = [asked("ponte_" + "B" * 43).status_code for _try in range(5)]
    assert statuses == [401, 401, 401, 429, 429]


def test_one_does_not_see_or_revoke_the_tokens_of_others(client: Client) -> None:
    token = token_for(cast.chiara())
    row = ApiToken.objects.get()
    client.force_login(cast.farid())
    assert client.post(f"/en/account/tokens/{row.pk}/revoke/").status_code == 404
    assert row.label not in client.get("/en/account/tokens/").content.decode()
    assert asked(token).status_code == 200


def test_its_last_use_is_written_down_to_the_hour(count_queries) -> None:
    token = token_for(cast.farid())
    asked(token)
    used = ApiToken.objects.get().last_used_at
    assert used is not None
    asked(token)
    assert ApiToken.objects.get().last_used_at == used


def test_there_are_not_too_many_and_old_ones_go() -> None:
    person = cast.farid()
    for _each in range(tokens.AT_MOST):
        token_for(person)
    with pytest.raises(Refused):
        token_for(person)
    long_ago = timezone.now() - timedelta(days=400)
    ApiToken.objects.update(made_at=long_ago - timedelta(days=30), expires_at=long_ago)
    assert tokens.tidy() == tokens.AT_MOST
    assert not ApiToken.objects.exists()


def test_who_asks_what_is_kept_of_them_gets_the_tokens_and_erasing_takes_them() -> None:
    person = cast.farid()
    token = token_for(person)
    held = [one for one in holdings.find(person.email, "") if one.key.startswith("accounts.apitoken")]
    assert "A website" in held[0].fields.values()
    people.erase_account(person=person, by=cast.bruno(), reason="asked")
    assert not ApiToken.objects.exists()
    assert asked(token).status_code == 401
    assert "A website" not in str(list(Change.objects.filter(kind="accounts.apitoken").values()))
