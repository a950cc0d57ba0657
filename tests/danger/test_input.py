"""What nobody should type, typed everywhere."""

import itertools
import re
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from ponte.map.forms.parts import PARTS
from ponte.map.forms.profile import GROUPS
from ponte.map.forms.screens import SCREENS
from ponte.map.models import Organisation
from ponte.map.queries.organisations import Search, find
from tests.danger.addresses import every_path, things
from tests.danger.speed import blank_pages, many_requests
from tests.danger.test_sweep import read
from tests.factories import cast
from tests.factories.map import organisation
from tests.map.importing import bring_in, checked, table

__all__ = ["blank_pages", "many_requests"]
pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('x')</script>"
NASTY = {
    "html": f'"><img src=x onerror=alert(1)>{SCRIPT}',
    "template": "{{ 7|add:7 }}{% now 'Y' %}%(name)s {0}",
    "formula": "=HYPERLINK(A1)",
    "nul": "A\x00B",
    "overrides": "\u202egnirts\u2066 \u200b\u200f",
    "long": "x" * 10_000,
    "surrogate": "\ud800\udfff",
    "marks": "Z" + "\u0301" * 2_000,
    "number": "9" * 400,
    "minus": "-9223372036854775809",
    "date": "9999-99-99",
    "far": "9999-12-31",
    "sql": "'; DROP TABLE map_organisation; --",
    "path": "../../../../etc/passwd",
    "lines": "one\r\nSet-Cookie: a=b\r\n\r\ntwo",
}
RAW = [b"\xff\xfe\x00", b"%ff%fe%00", b"%ED%A0%80", b"%C0%AF", b"a=%", b"\x80=\x81", b"q=%F0%9F"]

TYPED_IN_THE_HOUSE = (
    *("name", "email", "language", "login", "password", "reason", "note", "text", "subject"),
    *("roles", "code", "next", "file", "to", "value"),
)
OUTWARDS = (
    *("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"),
    *("\t//evil.example", "http:///x", "///x"),
)
KINDS = (
    *("application/x-www-form-urlencoded", "multipart/form-data; boundary=x"),
    *("application/json", "text/plain; charset=utf-16"),
)


def fields_of(screen: str) -> list[str]:
    """Every field of a screen, in the first row of a part."""
    if screen in GROUPS:
        return list(GROUPS[screen].fields)
    return [f"{screen}-0-{name}" for name in PARTS[screen][1]().fields]


def is_harmless(text: str) -> bool:
    """Nothing of what was typed acts in the page."""
    return SCRIPT not in text and "<img src=x" not in text


def percent(text: str) -> str:
    """As an address carries it, halves of characters included."""
    return quote(text.encode("utf-8", errors="surrogatepass"))


@pytest.mark.parametrize("sort", NASTY)
def test_every_field_of_every_screen_takes_it_or_says_what_to_do(client: Client, sort: str) -> None:
    row, chiara = organisation(name="Donne"), cast.chiara()
    client.force_login(chiara)
    for screen in SCREENS:
        address = f"/en/organisations/{row.reference}/edit/{screen.name}/"
        seen = Organisation.objects.get(pk=row.pk).changed_at.isoformat()
        formset = f"{screen.name}-TOTAL_FORMS=1&{screen.name}-INITIAL_FORMS=0&"
        typed = "&".join(f"{name}={percent(NASTY[sort])}" for name in fields_of(screen.name))
        body = f"seen={quote(seen)}&{formset}{typed}"
        answer = client.post(address, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in {302, 422}, (screen.name, answer.status_code)
        if answer.status_code == 422:
            assert "errors" in answer.content.decode() or answer.context["form"].errors
            assert is_harmless(answer.content.decode())
    for name in ("", "history/"):
        assert is_harmless(client.get(f"/en/organisations/{row.reference}/{name}").content.decode())
    assert Organisation.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("sort", NASTY)
def test_a_name_of_a_new_organisation(client: Client, sort: str) -> None:
    client.force_login(cast.chiara())
    fields = ("name", "name_language", "locality", "source")
    typed = "&".join(f"{field}={percent(NASTY[sort])}" for field in fields if field != "name_language")
    answer = client.post(
        "/en/organisations/new/",
        f"{typed}&kind=unknown&visibility=public&residence=ITA",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in {302, 422}
    for path in ("/en/", "/en/organisations/", "/en/organisations/new/", "/en/organisations/?sort=changed"):
        assert is_harmless(client.get(path).content.decode())
    for row in Organisation.objects.all():
        assert not {"\x00", "\u202e", "\u2066"} & set(row.name)
        found = find(Search(text=row.name), cast.chiara())
        assert row.pk in found.rows or sort in {"marks"}


# What could act in a page is looked for in the page; what every kind of database reads alike is tried on one of them.
IN_THE_HOUSE = [
    pytest.param(("html and lines", "surrogate"), "shown", marks=pytest.mark.once),
    pytest.param(("nul", "number"), "blank"),
    pytest.param(("long",), "blank", marks=pytest.mark.once),
]


@pytest.mark.parametrize(("sorts", "how"), IN_THE_HOUSE)
def test_every_form_of_the_house_takes_it_or_says_what_to_do(
    client: Client, sorts: tuple[str, ...], how: str, settings, tmp_path, request: pytest.FixtureRequest
) -> None:
    settings.MEDIA_ROOT = tmp_path
    request.getfixturevalue("many_requests")
    if how == "blank":
        request.getfixturevalue("blank_pages")
    made = things()
    client.force_login(cast.bruno())
    session = client.session.session_key
    texts = NASTY | {"html and lines": NASTY["html"] + NASTY["lines"]}
    bodies = ["&".join(f"{name}={percent(texts[sort])}" for name in TYPED_IN_THE_HOUSE) for sort in sorts]
    for name, path in every_path(made):
        if name.startswith("map:organisation_edit"):
            continue
        for body in bodies:
            cache.clear()
            client.cookies[settings.SESSION_COOKIE_NAME] = session
            with transaction.atomic():
                answer = client.post(path, body, content_type="application/x-www-form-urlencoded")
                text = read(answer)
                transaction.set_rollback(True)
            assert answer.status_code < 500, path
            if "html" in answer.get("Content-Type", ""):
                assert is_harmless(text), path
            if answer.status_code in {404, 405}:
                break  # it takes nothing at all


@pytest.mark.parametrize("sort", NASTY)
def test_query_strings_of_lists_exports_and_languages(client: Client, sort: str) -> None:
    organisation(name="Donne", origin="SEN")
    text = percent(NASTY[sort])
    names = (
        "q",
        "sort",
        "page",
        "kind",
        "country_of_origin",
        "language",
        "sector",
        "state",
        "next",
        "mapping",
    )
    query = "&".join(f"{name}={text}" for name in names)
    paths = [
        "organisations/",
        "data/",
        "",
        *(f"organisations.{form}" for form in ("csv", "json", "geojson", "xlsx")),
    ]
    for path in paths:
        answer = client.get(f"/en/{path}?{query}")
        assert answer.status_code == 200, path
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert is_harmless(data.decode(errors="replace")), path


@pytest.mark.parametrize("sort", NASTY)
def test_what_comes_after_the_language_choice(client: Client, sort: str) -> None:
    answer = client.get(f"/language/it/?next={percent(NASTY[sort])}")
    assert "a" not in answer.cookies
    assert answer.status_code in {302, 400}
    if answer.status_code == 302:
        assert re.match(r"/(?!/)", answer["Location"])


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
        "http:///x",
        "///x",
    ],
)
def test_the_language_choice_leads_nowhere_else(client: Client, wanted: str) -> None:
    answer = client.get("/language/it/", {"next": wanted})
    assert answer["Location"] == "/it/"


@pytest.mark.once
@pytest.mark.parametrize(("raw", "path"), list(itertools.product(RAW, ["organisations/", "desk/"])))
def test_broken_bytes_in_addresses_and_bodies(client: Client, raw: bytes, path: str) -> None:
    client.force_login(cast.chiara())
    answer = client.get(f"/en/{path}", QUERY_STRING=raw.decode("latin-1"))
    assert answer.status_code == 200
    for kind in KINDS:
        for target in ("/en/organisations/new/", "/en/imports/new/", "/en/account/"):
            answer = client.generic("POST", target, raw, content_type=kind)
            assert answer.status_code in {200, 302, 400, 422}, (target, kind, answer.status_code)


@pytest.mark.parametrize("sort", NASTY)
def test_lists_with_such_cells_are_refused_or_harmless(client: Client, sort: str) -> None:
    text = NASTY[sort].encode("utf-8", errors="replace").decode().replace("\x00", "")
    columns = [
        "name",
        "communities",
        "origin",
        "sectors",
        "kind",
        "email",
        "website",
        "city",
        "registered on",
        "note",
    ]
    for column in columns:
        run = checked(table([{"name": "Donne"} | {column: text, "acronym": "D"}]))
        for problem in run.summary["problems"]:
            assert problem["row"] == 2
            assert problem["message"]
        if not run.summary["problems"]:
            bring_in(table([{"name": "Donne"} | {column: text, "acronym": "D"}]))
    for row in Organisation.objects.all():
        assert not {"\x00", "\u202e", "\u2066"} & set(row.name)
        assert is_harmless(client.get(row.get_absolute_url()).content.decode())
    assert is_harmless(client.get("/en/organisations/").content.decode())


def test_headings_of_a_list_are_shown_and_never_run(client: Client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.chiara())
    head = ",".join(f'"{text.replace(chr(34), "")}"' for text in (SCRIPT, "x" * 10_000, "=1+1", "\u202e a"))
    upload = SimpleUploadedFile(f"{SCRIPT}.csv", f"{head}\nA,B,C,D\n".encode())
    answer = client.post("/en/imports/new/", {"file": upload}, follow=True)
    assert answer.status_code == 200
    assert is_harmless(answer.content.decode())
    assert is_harmless(client.get("/en/imports/").content.decode())
