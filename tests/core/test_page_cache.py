"""The gate in front of the framework, with a framework of a few lines behind it."""

import gzip
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import brotli
import pytest
from django.db import OperationalError
from django.test import override_settings

from ponte.core.page_cache import EVERY_KIND, Declaration, PageCache, asking
from ponte.core.page_cache.pages import Page, Pages
from ponte.core.page_cache.versions_now import Versions
from ponte.core.registries import Slot

PAGE = "/en/accessibility/"
TEXT = b"<p>" + b"So many words. " * 200


class Numbers:
    """Data versions as a test wants them."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.works = True

    def bump(self, kind: str) -> None:
        self.rows[kind] = self.rows.get(kind, 0) + 1

    def now(self) -> Versions:
        if not self.works:
            raise OperationalError("gone")
        return Versions([(kind, number, None) for kind, number in self.rows.items()])


class Framework:
    """Counts what comes through, and answers as it is told to."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.status = "200 OK"
        self.headers = {"Content-Type": "text/html", "ETag": '"abc"', "Vary": "Cookie"}
        self.meanwhile: Callable[[], object] = lambda: None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.seen.append(environ)
        self.meanwhile()
        start_response(self.status, [*self.headers.items(), ("X-Request-ID", "theirs")])
        return [TEXT, str(len(self.seen)).encode()]


class Door:
    """A gate with its framework and its numbers."""

    def __init__(self) -> None:
        self.framework, self.numbers = Framework(), Numbers()
        self.cache = PageCache(self.framework, most=1_000_000, versions=self.numbers)  # type: ignore[arg-type]

    def ask(self, path: str = PAGE, query: str = "", **environ: str) -> tuple[str, dict[str, str], bytes]:
        told: list[Any] = []
        asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost"}
        body = b"".join(self.cache(asked | environ, lambda *given: told.extend(given)))
        return told[0], dict(told[1]), body

    @property
    def made(self) -> int:
        return len(self.framework.seen)


@pytest.fixture
def door() -> Door:
    return Door()


def test_the_second_visitor_does_not_reach_the_framework(door: Door) -> None:
    first, second = door.ask(), door.ask()
    assert first[2] == second[2] == TEXT + b"1"
    assert second[0] == "200 OK"
    assert second[1]["Vary"] == "Cookie, Accept-Encoding"
    assert len({first[1]["X-Request-ID"], second[1]["X-Request-ID"], "theirs"}) == 3
    assert door.ask(REQUEST_METHOD="HEAD")[2] == b""
    assert door.made == 1


def test_each_browser_gets_the_encoding_it_takes(door: Door) -> None:
    plain = door.ask()[2]
    for accepted, name, unpack in (
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip;q=0.8, br;q=0", "gzip", gzip.decompress),
    ):
        _status, headers, body = door.ask(HTTP_ACCEPT_ENCODING=accepted)
        assert headers["Content-Encoding"] == name
        assert headers["ETag"] == 'W/"abc"'
        assert headers["Content-Length"] == str(len(body))
        assert unpack(body) == plain
    assert "Content-Encoding" not in door.ask(HTTP_ACCEPT_ENCODING="identity, gzip;q=no")[1]
    assert door.made == 1
    assert asking.encoding_for("") == ""


def test_what_a_browser_has_is_not_sent_again(door: Door) -> None:
    door.ask()
    for given in ('"abc"', 'W/"abc"', '"other", W/"abc"', "*"):
        status, headers, body = door.ask(HTTP_IF_NONE_MATCH=given)
        assert (status, headers["ETag"], body) == ("304 Not Modified", '"abc"', b"")
    assert door.ask(HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"


def test_a_change_makes_the_page_old_and_no_other(door: Door) -> None:
    door.ask()
    door.numbers.bump("map.message")
    door.ask()
    assert door.made == 1
    door.numbers.bump("core.office")
    assert door.ask()[2].endswith(b"2")


def test_a_page_that_was_made_while_somebody_wrote_is_never_shown_as_the_new_one(door: Door) -> None:
    door.framework.meanwhile = lambda: door.numbers.bump("core.office")
    door.ask()
    door.framework.meanwhile = lambda: None
    assert door.ask()[2].endswith(b"2")
    assert door.ask()[2].endswith(b"2")


@pytest.mark.parametrize(
    "headers",
    [
        {"Set-Cookie": "a=b"},
        {"Cache-Control": "private, no-store"},
        {"Vary": "Cookie, Accept-Language"},
        {"Vary": "*"},
        {"Content-Encoding": "gzip"},
        {"ETag": ""},
    ],
)
def test_an_answer_for_one_person_is_not_kept(door: Door, headers: dict[str, str]) -> None:
    door.framework.headers |= headers
    if headers == {"ETag": ""}:
        del door.framework.headers["ETag"]  # a stream, of which nobody knows the whole
    assert door.ask()[2].endswith(b"1")
    assert door.ask()[2].endswith(b"2")
    assert len(door.cache.pages) == 0


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "404 Not Found", "500 Error", "503 Unavailable", "206 Part"]
)
def test_only_whole_pages_are_kept(door: Door, status: str) -> None:
    door.framework.status = status
    assert [door.ask()[0], door.ask()[0]] == [status, status]
    assert door.made == 2


@pytest.mark.parametrize(
    "environ",
    [
        {"REQUEST_METHOD": "POST"},
        {"HTTP_COOKIE": "theme=dark; sessionid=abc"},
        {"HTTP_COOKIE": "messages=hello"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"CONTENT_LENGTH": "5"},
        {"SCRIPT_NAME": "/under"},
        {"QUERY_STRING": "unknown=1"},
        {"QUERY_STRING": "&".join(["a=1"] * 100)},
        {"PATH_INFO": PAGE + ".css"},
        {"PATH_INFO": "/en/account/login/"},
        {"PATH_INFO": "/en/" + "a" * 400},
    ],
)
def test_everything_else_passes_as_it_came(door: Door, environ: dict[str, str]) -> None:
    door.ask()
    door.ask(**environ)
    assert door.made == 2
    assert environ.items() <= door.framework.seen[-1].items()
    assert len(door.cache.pages) == 1


def test_a_page_is_made_for_nobody_in_particular(door: Door) -> None:
    wishes = {
        "HTTP_COOKIE": "ponte_language=ar; csrftoken=a",
        "HTTP_ACCEPT_LANGUAGE": "ar",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE",
        "HTTP_IF_NONE_MATCH": '"abc"',
        "HTTP_RANGE": "bytes=0-9",
        "HTTP_USER_AGENT": "x",
    }
    door.ask(**wishes, REQUEST_METHOD="HEAD")
    assert not wishes.keys() & door.framework.seen[0].keys()
    assert door.framework.seen[0]["REQUEST_METHOD"] == "GET"


def test_hosts_and_schemes_have_pages_of_their_own(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    door.ask()
    door.ask(HTTP_HOST="localhost:1")
    door.ask(**{"wsgi.url_scheme": "https"})
    assert door.made == 3
    monkeypatch.setattr(asking, "PROXY_SCHEME", "HTTP_X_FORWARDED_PROTO")
    monkeypatch.setattr(asking, "SECURE_VALUE", "https")
    told = {"REQUEST_METHOD": "GET", "HTTP_X_FORWARDED_PROTO": "https, http"}
    assert asking.key_of(told) == ("", "", "", True)
    assert asking.key_of(told | {"HTTP_X_FORWARDED_PROTO": "http"}) == ("", "", "", False)


def test_without_its_database_it_shows_nothing_of_its_own(door: Door) -> None:
    door.ask()
    door.numbers.works = False
    assert door.ask(HTTP_ACCEPT_LANGUAGE="it")[2].endswith(b"2")
    assert door.framework.seen[-1]["HTTP_ACCEPT_LANGUAGE"] == "it"


def test_many_visitors_at_once_make_a_page_once(door: Door) -> None:
    door.framework.meanwhile = lambda: time.sleep(0.2)
    bodies: list[bytes] = []
    threads = [threading.Thread(target=lambda: bodies.append(door.ask()[2])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(bodies) == {TEXT + b"1"}
    assert not door.cache.turns._taken


def test_many_addresses_do_not_fill_the_memory() -> None:
    pages = Pages(most=3_000_000)
    page = Page(name="/", kinds=(), stamp=(), until=0)
    page.fill([("ETag", '"a"')], TEXT)
    for number in range(100_000):
        pages.put((PAGE, f"q={number}", "", False), page)
    assert pages.size <= 3_000_000
    assert len(pages) == 3_000_000 // page.size
    assert pages.get((PAGE, "q=0", "", False)) is None
    assert pages.get((PAGE, "q=99999", "", False)) is page


def test_what_is_asked_for_stays_and_what_is_too_large_never_comes() -> None:
    pages = Pages(most=100_000)
    page, large = (Page(name="/", kinds=(), stamp=(), until=0) for _ in range(2))
    page.fill([("ETag", '"a"')], TEXT)
    large.fill([("ETag", '"a"')], TEXT)
    large.bodies["br"] = (b"x" * 50_000, [])
    pages.put(("kept", "", "", False), page)
    for number in range(1_000):
        assert pages.get(("kept", "", "", False)) is page
        pages.put((str(number), "", "", False), page)
        pages.put(("large", "", "", False), large)
    assert pages.get(("large", "", "", False)) is None


def test_a_page_lasts_no_longer_than_the_day_of_the_office() -> None:
    with override_settings(TIME_ZONE="Europe/Rome"):
        declared = Declaration(("x",))
        noon = datetime(2026, 11, 29, 12, tzinfo=UTC)
        assert declared.until(noon) == (noon + timedelta(hours=1)).timestamp()
        late = datetime(2026, 11, 29, 22, 30, tzinfo=UTC)  # half past eleven in Rome
        assert declared.until(late) == datetime(2026, 11, 29, 23, tzinfo=UTC).timestamp()


def test_a_page_that_is_too_old_is_made_again(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    door.ask()
    later = time.time() + 3_601
    monkeypatch.setattr(time, "time", lambda: later)
    assert door.ask()[2].endswith(b"2")


def test_a_panel_that_does_not_say_what_it_stands_for_stands_for_everything() -> None:
    slot = Slot()
    slot.add("a.html", lambda request, subject: None, kinds=("map.organisation",))
    assert slot.kinds == {"map.organisation"}
    slot.add("b.html", lambda request, subject: None)
    assert EVERY_KIND in slot.kinds
    assert Versions([("a", 1, None)]).stamp((EVERY_KIND, "a")) == (("a", 1, None),)
