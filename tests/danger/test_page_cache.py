"""Pages from the cache: never somebody else's, never another language, never of before a change."""

import re
import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from ponte.accounts.actions.office import change_office
from ponte.core import versions, wordings
from ponte.core.models import DataVersion, Office
from ponte.core.page_cache import EVERY_KIND, PageCache
from ponte.core.page_cache.declaring import declaration_of
from ponte.core.page_cache.versions_now import Versions, VersionsNow
from ponte.map.actions import change_organisation
from ponte.map.actions.affiliations import affiliate
from ponte.map.actions.track_record import write_track_record
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Organisation
from ponte.map.queries.record import PARTS
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.fund import award
from tests.factories.map import full_organisation, organisation
from tests.map.joining import joined

LIST = "/en/organisations/"
# Tables besides those of a kind's own model: its parts, its index, and what is read but never changes a page.
BELONGS = {
    "map.organisation": {
        *(model._meta.db_table for model, _fields in PARTS.values()),
        *(
            "core_posting",
            "core_ordering",
            "core_pointarray",
            "core_indexstate",
            "core_lexiconline",
            "map_synonymgroup",
            "core_wording",
            "map_trackrecord",
        ),
        "map_organisationdocument",
        "core_change",
        "core_importrun",  # a list is seen from the transaction on that writes its lines of the index
    },
    "core.office": {"core_storedfile", "core_wording"},
    "fund.call": {
        *(f"fund_{part}" for part in ("criterion", "budgetcategory", "eligibilityrule", "callattachment")),
        *("fund_callnotice", "core_wording", "core_storedfile"),
    },
}
ALWAYS = {"core_dataversion"}
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


class Present:
    """The versions as this test's own transaction sees them."""

    def now(self) -> Versions:
        return Versions(
            list(DataVersion.objects.order_by("kind").values_list("kind", "number", "changed_at"))
        )


class Site:
    """The whole product behind a gate of its own."""

    def __init__(self, numbers: Any = None) -> None:
        self.cache = PageCache(get_wsgi_application(), most=10_000_000, versions=numbers or Present())

    def ask(self, path: str = LIST, **environ: str) -> tuple[int, dict[str, str], str]:
        told: list[Any] = []
        path, _, query = path.partition("?")
        asked = {
            **{"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost"},
            **{"SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.url_scheme": "http"},
            "wsgi.input": BytesIO(),
        }
        answer = self.cache(asked | environ, lambda *given: told.extend(given))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return int(told[0][:3]), dict(told[1]), body.decode(errors="replace")

    def is_kept(self, path: str) -> bool:
        path, _, query = path.partition("?")
        return self.cache.pages.get((path, query, "localhost", False)) is not None


@pytest.fixture
def site_behind(db: None) -> Site:
    office(languages=["en", "it", "ar"])
    return Site()


def views(resolver: URLResolver | None = None) -> Iterator[Callable[..., Any]]:
    """Every view that says it is for visitors."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern)
        elif isinstance(pattern, URLPattern) and declaration_of(pattern.callback):
            yield pattern.callback


def public_pages(row: Organisation) -> list[str]:
    """A page of each of those views; a view that is not here fails the test below."""
    plain = ["", "organisations/", "organisations.atom", "data/", "accessibility/", "mistake/", "privacy/"]
    on_map = [
        "organisations/map/",
        "organisations/map/clusters/?bbox=0,30,20,50&zoom=4",
        "organisations/map/here/?at=41.9,12.48",
        "organisations/suggestions/?q=sa",
    ]
    of_api = [
        "openapi.json",
        "about",
        "vocabularies",
        "vocabularies/kinds",
        "organisations?kind=media&page=2",
    ]
    of_api += ["organisations/changes?limit=5", f"organisations/{row.reference}?lang=ar"]
    given = award()
    of_fund = ["calls/", "calls.atom", f"calls/{given.call.reference}/", "awards/", "awards/times/"]
    of_fund.append(f"awards/{given.reference}/")
    paths = (*plain, *on_map, *of_fund)
    pages = [*(f"/en/{path}" for path in paths), *(f"/api/v1/{path}" for path in of_api)]
    page = row.get_absolute_url()
    passed_on = [f"{page}{what}" for what in ("card.png", "code.svg", "sheet/")]
    return [*pages, page, *passed_on, f"{page.rstrip('/')}.vcf"]


def test_every_view_for_visitors_is_looked_at_here_and_is_really_kept(site_behind: Site) -> None:
    pages = public_pages(organisation(origin="SEN", residence="ITA"))
    assert {resolve(path.partition("?")[0]).func for path in pages} == set(views())
    for path in pages:
        status, headers, _body = site_behind.ask(path)
        assert status == 200
        assert site_behind.is_kept(path), path
        shared = "Authorization, Accept-Encoding" if path.startswith("/api/") else "Cookie, Accept-Encoding"
        assert headers["Vary"] == shared


def test_a_page_reads_only_tables_whose_changes_it_hears_of(site_behind: Site) -> None:
    row = full_organisation(visibility="public")
    write_track_record(row, by=cast.chiara(), **TRACK)
    for path in (*public_pages(row), f"{LIST}?q=sahel&sector=culture"):
        kinds = declaration_of(resolve(path.partition("?")[0]).func).stands_for()  # type: ignore[union-attr]
        if EVERY_KIND in kinds:
            continue
        heard = ALWAYS | {kind.replace(".", "_") for kind in kinds}
        heard |= {table for kind in kinds for table in BELONGS.get(kind, ())}
        with CaptureQueriesContext(connection) as captured:
            site_behind.ask(path)
        read = {table for query in captured.captured_queries for table in TABLE.findall(query["sql"])}
        assert read <= heard, path


POISON = [
    {
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_FORWARDED": "host=evil",
    },
    {
        "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE",
        "HTTP_X_ORIGINAL_URL": "/en/desk/",
        "HTTP_X_REWRITE_URL": "/en/",
    },
    {"HTTP_ACCEPT_LANGUAGE": "ar", "HTTP_COOKIE": "ponte_language=ar"},
    {"HTTP_COOKIE": 'csrftoken=x; theme="><script>evil</script>; django_language=ar'},
    {"HTTP_ACCEPT_ENCODING": "gzip, br", "HTTP_RANGE": "bytes=0-9", "HTTP_IF_NONE_MATCH": "*"},
    {"HTTP_USER_AGENT": "evil", "HTTP_REFERER": "https://evil.example/", "HTTP_ORIGIN": "null"},
    {"HTTP_X_REQUEST_ID": "evil-evil-evil", "REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "evil"},
]


def test_no_header_of_one_visitor_shows_in_the_page_of_the_next(site_behind: Site) -> None:
    organisation(name="Donne del Sahel", origin="SEN", residence="ITA")
    clean = Site().ask()
    for headers in POISON:
        site = Site()
        site.ask(**headers)
        assert site.is_kept(LIST)
        status, told, body = site.ask()
        assert (status, body) == (200, clean[2])
        assert told.keys() == clean[1].keys()
        assert "evil" not in repr(told) + body
    status, _headers, _body = site_behind.ask(HTTP_HOST="evil.example")
    assert status == 400
    assert len(site_behind.cache.pages) == 0


def test_two_languages_are_two_pages(site_behind: Site) -> None:
    english, arabic = site_behind.ask("/en/organisations/")[2], site_behind.ask("/ar/organisations/")[2]
    for _again in range(2):
        assert site_behind.ask("/en/organisations/", HTTP_ACCEPT_LANGUAGE="ar")[2] == english
        assert site_behind.ask("/ar/organisations/", HTTP_ACCEPT_LANGUAGE="en")[2] == arabic
    assert 'dir="ltr"' in english
    assert 'dir="rtl"' in arabic


def test_what_somebody_sees_who_signed_in_is_never_kept(site_behind: Site, client: Client) -> None:
    row = organisation(visibility="office")
    client.force_login(cast.chiara())
    session = {"HTTP_COOKIE": f"theme=dark; sessionid={client.cookies['sessionid'].value}"}
    for path in (row.get_absolute_url(), f"{row.get_absolute_url()}.css", "/en/desk/", LIST):
        mine = site_behind.ask(path, **session)
        assert "Chiara" in mine[2] or mine[0] == 404
        assert len(site_behind.cache.pages) == 0
    assert site_behind.ask(row.get_absolute_url())[0] == 404
    assert "Chiara" not in site_behind.ask(LIST)[2]
    assert "Chiara" in site_behind.ask(LIST, **session)[2]  # and the page of visitors is not theirs


@pytest.mark.parametrize("address", [".css", "a.js", "..%2Fx.png", ";x.css", "/x.css"])
def test_an_address_with_something_behind_it_is_not_kept(site_behind: Site, address: str) -> None:
    row = organisation()
    assert site_behind.ask(row.get_absolute_url() + address)[0] == 404
    assert site_behind.ask(f"{LIST}?utm_source={address}")[0] == 200
    assert len(site_behind.cache.pages) == 0


TRACK = {"title": "A well for Matam", "kind": "grant", "is_public": True}


def withdrawn(row: Organisation) -> None:
    lifecycle.perform("withdraw", row, by=cast.bruno(), reason="They asked")


def hidden(row: Organisation) -> None:
    change_organisation(row, values={"visibility": "office"}, by=cast.chiara())


def merged(row: Organisation) -> None:
    other = organisation(name="Verde Insieme")
    joined(other, row, keep=other)


@pytest.mark.parametrize("gone", [withdrawn, hidden, merged])
def test_a_record_that_is_gone_is_gone_in_the_next_answer(
    site_behind: Site, gone: Callable[[Organisation], None]
) -> None:
    row = organisation(name="Zanzara Verde", origin="SEN", residence="ITA")
    paths = [row.get_absolute_url(), LIST, "/it/organisations/", "/en/"]
    before = [site_behind.ask(path)[2] for path in paths]
    assert all("Zanzara" in body for body in before[:3])
    gone(row)
    assert site_behind.ask(paths[0])[0] == (301 if gone is merged else 404)
    after = [site_behind.ask(path)[2] for path in paths[1:]]
    assert before[1] != after[0]
    if (
        gone is not merged
    ):  # what became one keeps the name as another name, and the home page counts one as before
        assert not any("Zanzara" in body for body in after)
        assert before[3] != after[2]


def test_every_change_that_shows_shows_at_once(site_behind: Site) -> None:
    row, other = organisation(source="A list"), organisation(name="Federazione Aurora")
    page, chiara, bruno = row.get_absolute_url(), cast.chiara(), cast.bruno()
    changes: list[tuple[str, str, Callable[[], object]]] = [
        (page, "Neuer Name", lambda: change_organisation(row, values={"name": "Neuer Name"}, by=chiara)),
        (page, "Our own words", lambda: wordings.write(row, "description", "en", "Our own words", by=chiara)),
        (page, "A well for Matam", lambda: write_track_record(row, by=chiara, **TRACK)),
        (page, "Aurora", lambda: affiliate(row, other, by=chiara)),
        (page, "Verified", lambda: lifecycle.perform("verify", row, by=chiara, reason="Seen")),
        (LIST, "House of Rome", lambda: rename("House of Rome", by=bruno)),
        ("/en/privacy/", "We keep little", lambda: notice("We keep little", by=bruno)),
    ]
    for path, word, change in changes:
        row.refresh_from_db()
        assert word not in site_behind.ask(path)[2]
        change()
        assert word in site_behind.ask(path)[2]


def rename(name: str, *, by: Any) -> None:
    change_office(office=Office.objects.get(), values={"name": name, "short_name": name}, by=by)


def notice(text: str, *, by: Any) -> None:
    wordings.write(Office.objects.get(), "privacy_notice", "en", text, by=by)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="tests keep SQLite in memory; see the running site"
)
def test_a_commit_of_somebody_else_counts_as_soon_as_they_are_told() -> None:
    office()
    row = organisation(name="Zanzara Verde")
    site = Site(VersionsNow())
    for round_ in range(30):
        name = f"Name {round_}"
        site.ask(row.get_absolute_url())
        assert site.is_kept(row.get_absolute_url())
        elsewhere(lambda name=name: renamed(row, name))
        assert name in site.ask(row.get_absolute_url())[2]
    elsewhere(lambda: withdrawn(row))
    assert site.ask(row.get_absolute_url())[0] == 404
    site.cache.versions._connection.close()  # type: ignore[attr-defined]


def renamed(row: Organisation, name: str) -> None:
    change_organisation(Organisation.objects.get(pk=row.pk), values={"name": name}, by=cast.chiara())


def elsewhere(work: Callable[[], object]) -> None:
    """On a connection of its own, as another process would."""

    def do() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=do)
    thread.start()
    thread.join()


@pytest.mark.django_db
def test_a_writer_waits_once_until_nobody_shows_what_was_before(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        versions.bump("map.organisation")
        versions.bump("core.office")
    assert waiting == [versions.wait]
