"""The last minute of a call over HTTP: 300 organisations send, each pressing twice, while 50 others go on writing.

On PostgreSQL with two web processes, as it is installed for many. Every person has a browser of their own: the page
with the button is opened, then pressed; who writes saves the same answer again and again, as the page does by itself.
"""

import http.client
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Thread
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench import server
from bench.results import Row
from ponte.accounts.models import Person
from ponte.ask.models import Response
from ponte.fund.actions import applying
from ponte.fund.models import Application, Submission
from tests.factories import applying as made
from tests.factories.accounts import office

SENDING, WRITING, ROUNDS = 300, 50, 5
TOKEN = "x" * 32
PATIENCE = 180  # seconds, as a browser waits
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
Answered = Counter[int]


def rows() -> Iterator[Row]:
    """What was lost, what is there twice, what failed, and how long the last one waited."""
    if connection.vendor != "postgresql":
        return
    office()
    call = made.call(closes_at=timezone.now() + timedelta(minutes=30))
    people = [made.one_of_many(call, number) for number in range(SENDING + WRITING)]
    senders, writers = people[:SENDING], people[SENDING:]
    cookies = {person.pk: cookie_of(person) for _row, person in people}
    responses = {row.pk: applying.open_questions(row, by=person) for row, person in writers}
    answered: Answered = Counter()
    pressing = [sending(row, cookies[person.pk], answered) for row, person in senders]
    saving = [writing(responses[row.pk], cookies[person.pk], answered) for row, person in writers]
    with server.site(PONTE_WORKERS="2"):
        began = time.monotonic()
        all_at_once([*pressing, *pressing, *saving])
        lasted = time.monotonic() - began
    sent = Application.objects.filter(call=call, state="submitted").exclude(receipt="").count()
    kept = sum(text_of(response) == f"Draft {ROUNDS - 1}" for response in responses.values())
    kind, what = connection.vendor, f"{SENDING} send in the last minute, {WRITING} write: "
    yield Row(kind, f"{what}lost", SENDING - sent + WRITING - kept, 0, "rows")
    yield Row(kind, f"{what}sent twice", Submission.objects.count() - SENDING, 0, "rows")
    broken = sum(
        count for status, count in answered.items() if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR
    )
    yield Row(kind, f"{what}server errors", broken, 0, "")
    yield Row(kind, f"{what}not answered", answered[0], 0, "")
    yield Row(kind, f"{what}until all was answered", lasted, None, "s")


def cookie_of(person: Person) -> str:
    """The browser of somebody who is signed in."""
    client = Client()
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}; csrftoken={TOKEN}"


def text_of(response: Response) -> str:
    """What stands there as the answer."""
    return str(response.answers.get(path="why").value)


def ask(method: str, path: str, cookie: str, answered: Answered, **fields: str) -> bytes:
    """One request on a connection of its own; 0 is counted when there was no answer."""
    there = http.client.HTTPConnection("127.0.0.1", server.PORT, timeout=PATIENCE)
    body = urlencode(fields | {"csrfmiddlewaretoken": TOKEN}) if method == "POST" else None
    try:
        there.request(method, path, body, {"Cookie": cookie, "Host": "localhost", **FORM})
        answer = there.getresponse()
        answered[answer.status] += 1
        return answer.read()
    except (OSError, http.client.HTTPException):
        answered[0] += 1
        return b""
    finally:
        there.close()


def sending(row: Application, cookie: str, answered: Answered) -> Callable[[], None]:
    """Open the page, tick, press."""
    path = reverse("fund:application_send", args=[row.reference])

    def press() -> None:
        ask("GET", path, cookie, answered)
        ask("POST", path, cookie, answered, agrees="1")

    return press


def writing(response: Response, cookie: str, answered: Answered) -> Callable[[], None]:
    """The page saves what stands in a box, always after the edition it was last told."""
    path = reverse("ask:save", args=[response.reference])

    edition = response.answers.get(path="why").edition

    def write() -> None:
        seen = edition
        for number in range(ROUNDS):
            told = ask(
                "POST",
                f"{path}?screen=1",
                cookie,
                answered,
                **{"a:why": f"Draft {number}", "e:why": str(seen)},
            )
            seen = json.loads(told)["places"]["why"]["edition"] if told else seen

    return write


def all_at_once(calls: list[Callable[[], None]]) -> None:
    """Each in a thread of its own: the clients only wait."""
    threads = [Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
