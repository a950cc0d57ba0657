"""What is passed on: for search engines, shared links, address books and paper; only what everybody sees."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from playwright.sync_api import Browser

from ponte.core import wordings
from ponte.core.registries import indexed
from ponte.map.actions import change_organisation
from ponte.map.exports.vcard import vcard
from ponte.map.forms.located import located
from ponte.map.models import Organisation
from ponte.map.queries.record import whole
from ponte.map.queries.sharing import shared
from tests.factories import cast
from tests.factories.map import RUNTS, contact, number, organisation, other_name

pytestmark = pytest.mark.django_db
# Of schema.org, as far as we use it: the properties of an organisation and of what is inside, and their types.
KNOWN = {
    "NGO": {
        "@context": str, "@id": str, "@type": str, "url": str, "name": str, "description": str, "foundingDate": str,
        "dissolutionDate": str, "alternateName": list, "identifier": list, "sameAs": list, "email": list,
        "telephone": list, "address": list, "areaServed": list, "knowsLanguage": list,
    },
    "PropertyValue": {"@type": str, "propertyID": str, "value": str},
    "PostalAddress": {"@type": str, "addressCountry": str, "addressLocality": str},
}  # fmt: skip
KNOWN["Organization"] = KNOWN["NGO"]
HOSTILE = 'A</script><script>alert(1)</script>"\\;,\nBEGIN:VCARD\r\nTEL:666'


def made(**more: Any) -> Organisation:
    """One with everything that can be passed on."""
    values = {
        "name": "Associazione Nour",
        "name_language": "it",
        "kind": "association",
        "founded_year": 2011,
        "languages": ["it", "ar"],
        "names": [
            other_name("جمعية نور", "ar"),
            other_name("NOUR", kind="acronym"),
            other_name("Old", kind="former"),
        ],
        "contacts": [
            contact("website", "https://nour.example", is_public=True),
            contact("email", "info@nour.example", is_public=True),
            contact("phone", "+39 011 555 0101", is_public=True),
            contact("email", "hidden@nour.example"),
        ],
        "identifiers": [RUNTS, number("IT-CF", "80078410588")],
        "places": [
            located(role="origin", area="MAR"),
            located(role="residence", area="ITA", locality="Torino"),
            located(role="activity", area="FRA"),
        ],
    }
    row = organisation(**(values | more))
    wordings.write(row, "description", "en", "We cook; together, every day.\nWelcome", by=None)
    return row


def facts(page: str) -> dict[str, Any]:
    """The structured data of a page."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return dict(json.loads(block))


def sound(thing: Any) -> None:
    """Every property is known and of its type, and none is empty."""
    known = KNOWN[thing["@type"]]
    for name, value in thing.items():
        assert isinstance(value, known[name]), name
        assert value, name
        for part in value if isinstance(value, list) else []:
            if isinstance(part, dict):
                sound(part)


def test_structured_data_say_what_a_stranger_sees(client: Client) -> None:
    row = made()
    found = facts(client.get(row.get_absolute_url()).content.decode())
    sound(found)
    assert found["@type"] == "NGO"
    assert found["name"] == "Associazione Nour"
    assert found["alternateName"] == ["جمعية نور", "NOUR"]
    assert found["identifier"] == [{"@type": "PropertyValue", "propertyID": "IT-RUNTS", "value": "12345"}]
    assert found["address"] == [
        {"@type": "PostalAddress", "addressCountry": "IT", "addressLocality": "Torino"}
    ]
    assert found["email"] == ["info@nour.example"]
    assert found["foundingDate"] == "2011"
    assert found["url"].endswith(row.get_absolute_url())
    client.force_login(cast.chiara())
    assert facts(client.get(row.get_absolute_url()).content.decode()) == found  # the office passes on no more


def test_a_shared_link_shows_a_card(client: Client) -> None:
    row = made()
    page = client.get(row.get_absolute_url()).content.decode()
    told = dict(re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)"', page))
    assert told["title"] == "Associazione Nour"
    assert told["description"] == "We cook; together, every day. Welcome"
    assert re.search(r'<link rel="canonical" href="[^"]+/en/organisations/\w+/">', page)
    assert page.count('rel="alternate" hreflang=') >= 6
    card = client.get(told["image"].partition("://")[2].partition("/")[2].join(("/", "")))
    assert card.content[:4] == b"\x89PNG"
    assert "noindex" not in page


@pytest.mark.parametrize(
    "hidden", [{"visibility": "office"}, {"visibility": "members"}, {"state": "proposed"}]
)
def test_of_a_hidden_record_nothing_is_passed_on_whoever_looks(
    client: Client, hidden: dict[str, str]
) -> None:
    row = made(**hidden)
    here = row.get_absolute_url()
    things = [here, f"{here}card.png", f"{here[:-1]}.vcf", f"{here}code.svg", f"{here}sheet/"]
    assert [client.get(thing).status_code for thing in things] == [404] * 5
    client.force_login(cast.chiara())
    assert [client.get(thing).status_code for thing in things] == [200, 404, 404, 200, 200]
    page = client.get(here).content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "ld+json" not in page
    assert "og:image" not in page
    client.logout()
    assert row.reference not in b"".join(client.get(of_organisations()).streaming_content).decode()


def test_a_hidden_answer_is_in_nothing_that_is_passed_on(client: Client) -> None:
    row = made(
        shown_to={"places": "office", "names": "members", "contacts": "office", "description": "office"}
    )
    here = row.get_absolute_url()
    client.force_login(cast.chiara())
    told = "".join(client.get(thing).content.decode() for thing in (f"{here[:-1]}.vcf", f"{here}sheet/"))
    told += json.dumps(facts(client.get(here).content.decode()), ensure_ascii=False)
    for secret in ("Torino", "نور", "nour.example", "5550101", "cook"):
        assert secret not in told, secret


def unfolded(text: str) -> list[str]:
    """The lines of a vCard as a reader takes them."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_a_card_for_address_books(client: Client) -> None:
    row = made()
    answer = client.get(f"{row.get_absolute_url()[:-1]}.vcf")
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    lines = unfolded(answer.content.decode())
    assert lines[:3] == ["BEGIN:VCARD", "VERSION:4.0", "KIND:org"]
    assert lines[-1] == "END:VCARD"
    for line in (
        "FN;LANGUAGE=it:Associazione Nour",
        "FN;LANGUAGE=ar:جمعية نور",
        "NICKNAME:NOUR",
        "TEL;VALUE=uri:tel:+390115550101",
        "EMAIL:info@nour.example",
        "ADR:;;;Torino;;;Italy",
        "NOTE;LANGUAGE=en:We cook; together\\, every day.\\nWelcome",
    ):
        assert line in lines
    assert any(line.startswith("GEO:geo:45.07") for line in lines)


READ_CARD = "text => ICAL.parse(text)[1].map(part => [part[0], part.slice(3)])"


@pytest.mark.browser
def test_thunderbirds_reader_reads_the_card(browser: Browser, client: Client) -> None:
    row = made(
        name='A;b, "c" \\ d', places=[located(role="residence", area="ITA", locality="Torino; centro")]
    )
    card = client.get(f"{row.get_absolute_url()[:-1]}.vcf").content.decode()
    page = browser.new_page()
    page.evaluate((Path(__file__).resolve().parents[1] / "vendor" / "ical.min.js").read_text())
    read = [(name, value[0]) for name, value in page.evaluate(READ_CARD, card)]
    page.close()
    assert ("version", "4.0") in read
    assert ("fn", 'A;b, "c" \\ d') in read
    assert ("adr", ["", "", "", "Torino; centro", "", "", "Italy"]) in read
    assert ("tel", "tel:+390115550101") in read
    assert ("note", "We cook; together, every day.\nWelcome") in read


def test_nothing_a_record_says_breaks_out(client: Client) -> None:
    row = organisation(name="Plain", names=[other_name("x", "it")])
    Organisation.objects.filter(pk=row.pk).update(name=HOSTILE, name_language="it\r\nX:1")
    row = whole(Organisation.objects).get(pk=row.pk)
    passed = shared(row)
    assert passed is not None
    lines = unfolded(vcard(passed))
    assert sum(line.startswith("BEGIN:") for line in lines) == 1
    assert not any(line.startswith(("TEL", "X:")) for line in lines)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert facts(page)["name"] == HOSTILE
    assert client.get(f"{row.get_absolute_url()}card.png").status_code == 200


def test_a_sheet_and_a_code_lead_to_the_living_page(client: Client) -> None:
    row = made()
    sheet = client.get(f"{row.get_absolute_url()}sheet/").content.decode()
    assert row.get_absolute_url() in sheet
    assert "QR code that leads to the page" in sheet
    assert ElementTree.fromstring(client.get(f"{row.get_absolute_url()}code.svg").content).tag.endswith("svg")
    assert client.get(f"{row.get_absolute_url()}code.png").content[:4] == b"\x89PNG"
    assert client.get(f"{row.get_absolute_url()}code.exe").status_code == 404


def of_organisations() -> str:
    """Their sitemap in English."""
    return f"/sitemap/en-{list(dict(indexed.items())).index('map.organisations')}-0.xml"


def test_search_engines_are_told_what_is_for_everybody(client: Client, count_queries: Any) -> None:
    row = made()
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /*/account/" in robots
    assert "/sitemap.xml" in robots
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [
        str(one.text).partition("://")[2].partition("/")[2] for one in index.iter() if one.tag.endswith("loc")
    ]
    assert len(parts) >= 6
    address = of_organisations()
    assert address.removeprefix("/") in parts
    part = b"".join(client.get(address).streaming_content)
    assert row.get_absolute_url() in part.decode()
    ElementTree.fromstring(part)
    costs = []
    for _more in range(2):
        costs.append(count_queries(lambda: b"".join(client.get(address).streaming_content)))
        organisation()
    assert costs[0] == costs[1] <= 4
    for wrong in ("xx-0-0", "en-99-0", "en-0-7"):
        assert client.get(f"/sitemap/{wrong}.xml").status_code == 404
    change_organisation(row, values={"visibility": "office"}, by=cast.chiara())
    assert row.reference not in b"".join(client.get(address).streaming_content).decode()
