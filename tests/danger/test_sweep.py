"""Every address of the project, asked by everybody, by GET and by POST."""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from ponte.accounts.models import Role
from tests.danger.addresses import FILLED, MEMBERS_WORD, OFFICE_WORD, addresses, every_path, things
from tests.danger.speed import blank_pages, many_requests
from tests.factories import cast
from tests.factories.accounts import PersonFactory
from tests.factories.map import organisation

__all__ = ["blank_pages", "many_requests"]
pytestmark = pytest.mark.django_db
ON_BOTH = {"nobody", Role.ADMINISTRATOR}  # on both kinds of database
# What may not be told is looked for in pages; of people of the office only what a view answers is looked at, and their
# pages are drawn on PostgreSQL once (on SQLite the journeys walk through every page).
DRAWN = {"nobody", "stranger"} | ({Role.ADMINISTRATOR} if connection.vendor == "postgresql" else set())
WHO = [
    who if who in ON_BOTH else pytest.param(who, marks=pytest.mark.once)
    for who in ("nobody", "stranger", *Role.values)
]
# What only people of the office (or an administrator) have: for others as if it were not there.
OFFICES_OWN = re.compile(
    r"^/en/(corrections/|finding/|messages/|duplicates/|letters/|office/|people/(?!roles/)|imports/|organisations/new/"
    r"|organisations/\w+/(?:edit|words|seen|code|people)/"
    r"|organisations/\w+/history/\d+/undo/|organisations/\w+/(?:same|step|tell)/|claims/(?!confirm/)|files/|gallery/"
    r"|newsletter/issues/|meetings/new/"
    r"|meetings/\w+/(?:edit|texts|interpretation|step|history|agenda|guests|attendance|poster|exchange)/"
    r"|asks/|matters/|engagements/new/|engagements/\w+/\w+/|tables/new/|elections/\w+/(?!vote/)"
    r"|tables/\w+/(?:edit|texts|step|people|members/\d+|mandates/new|elections/new|terms/(?:new|\d+)|matters/new|series/new)/"
    r"|series/\w+/\w+/"
    r"|questionnaires/(?!\w+/answer/)|calls/new/|calls/\w+/(?:edit|clone|history|questions|step)/"
    r"|calls/\w+/(?:letters|reviews|conflicts)/|panels/(?!new|\w+/(?:interests|vote|applications))"
    r"|reviewers/|phases/|appeals/|awards/\w+/edit/)"
)
# Pages with a form for those who are not signed in: they carry a token, and are never kept.
WITH_FORMS = re.compile(
    r"^/(csrf/|demo/|language/|en/(account|invitation|start|listed|privacy/ask|join|claims/confirm|message|guest|newsletter|unsubscribe)/"
    r"|en/meetings/\w+/(?:register|here)/|en/organisations/\w+/(?:mistake|message)/"
    r"|en/(?:seats|candidates|interpreters)/|en/elections/\w+/vote/\w|en/(?:actions|minutes)/link/)"
)
# A page of a person of the office that changes who asks would spoil the rest of the sweep.
ENDS_THE_VISIT = {
    "account_logout",
    "demo_sign_out",
    "demo_sign_in",
    "accounts:close_or_reopen",
    "accounts:forget_person",
}


@pytest.fixture
def made(settings, tmp_path) -> dict:
    """One of everything."""
    settings.MEDIA_ROOT = tmp_path
    return things()


def visitor(who: str) -> Client:
    """Somebody with a browser of their own."""
    client = Client(raise_request_exception=True)
    if who == "stranger":
        client.force_login(cast.farid())
    elif who != "nobody":
        client.force_login(PersonFactory(name=f"Somebody {who}", roles=[who]))
    return client


def read(answer: HttpResponse) -> str:
    """The whole answer as text."""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return data.decode("utf-8", errors="replace")


def visits(who: str, made: dict) -> Iterator[tuple[str, str, HttpResponse, str]]:
    """(what was asked, path, answer, text) for every address; each visit is undone before the next."""
    paths, cookies = every_path(made), visitor(who).cookies
    for method in ("get", "post"):
        for _name, path in paths:
            cache.clear()
            client = Client()
            client.cookies = SimpleCookie({name: found.value for name, found in cookies.items()})
            with transaction.atomic():
                answer = getattr(client, method)(path)
                text = read(answer)
                transaction.set_rollback(True)
            where = answer.get("Location", "")
            yield f"{method} {path} by {who}: {answer.status_code} {where}", path, answer, text


def test_every_address_with_arguments_is_filled() -> None:
    wanted = {address.name for address in addresses() if address.arguments}
    assert wanted == set(FILLED), "say in tests/danger/addresses.py what to put into a new address"


@pytest.mark.parametrize("who", WHO)
def test_no_address_fails_or_tells_too_much_whoever_asks(
    who: str, made: dict, many_requests: None, request: pytest.FixtureRequest
) -> None:
    if who not in DRAWN:
        request.getfixturevalue("blank_pages")
    for asked, path, answer, text in visits(who, made):
        assert answer.status_code < 500, asked
        assert answer.status_code != 403, asked
        if who != "nobody" and not path.startswith(("/healthz", "/csrf/", "/demo/", "/api/v1/")):
            assert answer["Cache-Control"] == "private, no-store", asked
        if who in ("nobody", "stranger"):
            assert OFFICE_WORD not in text, asked
            assert who == "stranger" or MEMBERS_WORD not in text, asked
            assert not OFFICES_OWN.match(path) or is_as_if_absent(answer, who), asked
        elif who == Role.ADMINISTRATOR and OFFICES_OWN.match(path) and is_for_reading(asked):
            assert answer.status_code in {200, 405}, asked  # so that absent means absent for others only


def is_for_reading(asked: str) -> bool:
    """A GET of something that is there as long as the import is not applied."""
    return asked.startswith("get") and not re.search(r"/imports/\d+/(undo|apply|tell)/", asked)


def is_as_if_absent(answer: HttpResponse, who: str) -> bool:
    """Not found; whoever has not signed in is asked to, which says nothing about what is there."""
    sent_to_sign_in = answer.status_code == 302 and "/account/login/?next=" in answer["Location"]
    return answer.status_code in {404, 405} or (who == "nobody" and sent_to_sign_in)


def looked(answer: HttpResponse) -> int:
    """Its status, once it was read to the end."""
    read(answer)
    return answer.status_code


@pytest.mark.once
def test_a_visitor_right_after_the_office_gets_nothing_of_it(made: dict, many_requests: None) -> None:
    administrator = visitor(Role.ADMINISTRATOR)
    for name, path in every_path(made):
        if name in ENDS_THE_VISIT or looked(Client().get(path)) != 200:
            continue  # where nothing is for a visitor, nothing is kept for one
        looked(administrator.get(path))
        answer = Client().get(path)
        text = read(answer)
        assert OFFICE_WORD not in text, path
        assert MEMBERS_WORD not in text, path
        assert "Somebody" not in text, path
        if not WITH_FORMS.match(path):
            assert "csrfmiddlewaretoken" not in text, path
            assert not answer.cookies, (path, answer.cookies)


MEANT_BY_NOBODY = (
    "/en/organisations/%00/",
    "/en/organisations/" + "A" * 3000 + "/",
    "/en/organisations/%ff%fe/",
    "/en/organisations/%ED%A0%80/history/",
    "/en/organisations/{reference}/history/" + "9" * 30 + "/undo/",
    "/en/imports/" + "9" * 30 + "/",
    "/en/people/" + "9" * 30 + "/",
    "/en/people/invitations/" + "9" * 30 + "/withdraw/",
    "/en/files/%E2%80%AE/",
    "/en/letters/%00/",
    "/en/organisations/{reference}/step/no-such-step/",
    "/en/organisations/{reference}/edit/no-such-screen/",
    "/en/invitation/%00.%ff/",
    "/en/listed/%00.%ff/",
    "/en/listed/%00.%ff/correct/",
    "/en/listed/%00.%ff/renew/",
    "/en/corrections/%00/",
    "/language/%00/",
    "/xx/organisations/",
)


@pytest.mark.parametrize("who", ["nobody", Role.ADMINISTRATOR])
def test_arguments_nobody_meant(who: str) -> None:
    client, row = visitor(who), organisation(name="Donne del Sahel", visibility="public")
    for path in MEANT_BY_NOBODY:
        address = path.format(reference=row.reference)
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in {302, 400, 404, 405, 410}, (address, answer.status_code)
