"""Everything a stranger can fetch shows only what is public: marked words in every field, asked for at every door."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import models, transaction
from django.test import Client

from ponte.accounts.actions.tokens import make_token
from ponte.core import wordings
from ponte.core.finding.shelf import postings_of
from ponte.map.actions import change_organisation
from ponte.map.models import Organisation
from ponte.map.queries.organisations import Found, Search, find
from ponte.map.queries.record import OWN, PARTS
from ponte.map.queries.sight import ADJUSTABLE, ALWAYS, FIXED
from tests.danger.addresses import every_path, things
from tests.danger.speed import many_requests
from tests.danger.test_sweep import read
from tests.factories import cast
from tests.factories.map import belonging, contact, number, organisation, other_name, place, representative

__all__ = ["many_requests"]
pytestmark = pytest.mark.django_db
# What people outside do not see unless somebody widens it.
USUALLY_OFFICES = {
    *(
        "accounting",
        "grants_managed",
        "spaces",
        "equipment",
        "skills",
        "local_partners",
        "access_constraints",
    ),
    *(
        "availability",
        "external_id",
        "contacts",
        "identifiers",
        "representatives",
        "street",
        "former",
        "homely",
    ),
}
NOT_ADJUSTABLE = {"representatives", "street", "homely", "contacts", "identifiers"}
WIDE = dict.fromkeys(ADJUSTABLE, "public")


def mark(record: str, field: str) -> str:
    """A word that is in one field of one record and nowhere else; without digits, like a name."""
    return f"zq{record}{field}".replace("_", "")


def texts_of(record: str) -> dict[str, str]:
    """Every free text of a record, marked."""
    fields = [Organisation._meta.get_field(name) for name in OWN if name not in ALWAYS | FIXED]
    found = {
        field.name: mark(record, field.name)
        for field in fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }
    return found | {"source_url": f"https://{mark(record, 'source_url')}.example.org"}


def rows_of(record: str) -> dict[str, list]:
    """Every part of a record, marked; one contact and one number are public, one place is a street in Torino."""

    def marked(field: str) -> str:
        return mark(record, field)

    where = {"role": "residence", "area": "ITA", "latitude": 45.0701, "longitude": 7.6868}
    return {
        "names": [other_name(marked("names"))],
        "places": [
            {**where, "locality": f"Via {marked('street')}, Torino", "precision": "address"},
            place("activity", "ITA", marked("places")),
        ],
        "contacts": [
            contact("email", f"{marked('contacts')}@example.org"),
            contact("website", f"https://{marked('website')}.org", is_public=True),
        ],
        "identifiers": [
            number("OTHER", marked("identifiers").upper(), register="R"),
            number("OTHER", marked("register").upper(), register="R", is_public=True),
        ],
        "representatives": [representative(marked("representatives"), position="president")],
        "notes": [
            {"text": marked("notes"), "details": {"x": marked("details")}, "source": "", "source_url": ""}
        ],
    }


def marked_record(record: str, **values: object) -> Organisation:
    """One with a marked word in every field; a former source is in its history only."""
    given = {
        "name": f"Body {record}",
        **texts_of(record),
        **rows_of(record),
        "source": mark(record, "former"),
    }
    row = organisation(**{**given, **values})
    wordings.write(row, "description", "en", mark(record, "description"), by=None)
    change_organisation(row, values={"source": mark(record, "source")}, by=cast.chiara())
    return row


FIELDS = (*texts_of("x"), *PARTS, "street", "website", "register", "details", "description", "former")
# {record: the level of everything that can be narrowed}
RECORDS = {
    "usual": {},
    "members": dict.fromkeys(ADJUSTABLE, "members"),
    "office": dict.fromkeys(ADJUSTABLE, "office"),
    "wide": WIDE,
}


def hidden_from(who: str, record: str) -> set[str]:
    """The fields of a record whose words this visitor must find nowhere."""
    everything = set(FIELDS)
    if record == "office" or (record == "members" and who == "nobody"):
        return everything
    if record == "usual":
        return (USUALLY_OFFICES - {"former"}) & everything
    return NOT_ADJUSTABLE & everything


@pytest.fixture
def rows(settings, tmp_path) -> dict[str, Organisation]:
    """The marked records, and one whose home is hidden and whose past was not public."""
    settings.MEDIA_ROOT = tmp_path
    marked = {record: marked_record(record, shown_to=levels) for record, levels in RECORDS.items()}
    homely = {"places": rows_of("homely")["places"], "places_shown": "country", "shown_to": {}}
    return {**marked, "homely": organisation(name="Homely", **homely)}


@pytest.fixture
def made(rows: dict[str, Organisation]) -> dict:
    """One of everything, with the marked records."""
    found = things()
    found["organisations"] |= rows
    found["changes"] |= {
        name: change_organisation(row, values={"kind": "faith"}, by=cast.chiara())
        for name, row in rows.items()
    }
    return found


def never_for(who: str) -> set[str]:
    """Every word this visitor must find nowhere."""
    words = {mark(record, field) for record in RECORDS for field in hidden_from(who, record)}
    return words | {mark("homely", "street"), mark("homely", "places"), "45.0701", "Awa Diop"}


def visitor(who: str) -> Client:
    """Nobody, somebody who signed in, or the owner of another organisation."""
    client = Client()
    if who == "program of a stranger":
        _row, token = make_token(person=cast.farid(), label="A program", wanted=["read"], days=30)
        return Client(headers={"authorization": f"Bearer {token}"})
    if who != "nobody":
        person = cast.farid() if who == "stranger" else belonging(cast.amina(), organisation(name="Another"))
        client.force_login(person)
    return client


def answers(who: str, made: dict) -> Iterator[tuple[str, str]]:
    """(what was asked, what came back, unpacked) at every address."""
    client = visitor(who)
    is_program = who.startswith("program")
    for method in ("get", "post") if who == "stranger" else ("get",):
        for name, path in every_path(made):
            if is_program and not path.startswith("/api/"):
                continue
            if name == "account_logout" or path.startswith("/demo/"):
                continue
            cache.clear()
            with transaction.atomic():
                answer = getattr(client, method)(path)
                text = (
                    unpacked(answer) if path.endswith(".xlsx") and answer.status_code == 200 else read(answer)
                )
                transaction.set_rollback(True)
            yield f"{method} {path} by {who}", text.lower()


def unpacked(answer) -> str:
    """The sheets of a workbook as text."""
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


@pytest.mark.once
def test_no_address_tells_what_is_not_for_this_visitor(made: dict, many_requests: None) -> None:
    for who in ("nobody", "stranger", "owner of another", "program of a stranger"):
        never = re.compile("|".join(map(re.escape, sorted(never_for(who)))), re.IGNORECASE)
        told = [(asked, found[0]) for asked, text in answers(who, made) if (found := never.search(text))]
        assert told == []


def words_that_find(found: Found) -> set[str]:
    """The words of the index by which something was found: others may look like what was typed."""
    assert found.answer is not None
    by_place = postings_of(found.shelf.label, found.answer.terms, found.levels)
    return {word for by_word in by_place.values() for word in by_word}


def test_a_hidden_word_finds_nothing_and_counts_nothing(rows: dict) -> None:
    for who, person in (("nobody", AnonymousUser()), ("stranger", cast.farid())):
        for word in never_for(who):
            assert word not in words_that_find(find(Search(text=word), person)), (who, word)


def test_the_api_hides_it_and_does_not_simply_say_nothing(rows: dict) -> None:
    reference = rows["wide"].reference
    for who in ("nobody", "program of a stranger"):
        for address in (reference, "changes?limit=200", "?per_page=200"):
            text = read(visitor(who).get(f"/api/v1/organisations/{address}".replace("/?", "?"))).lower()
            assert all(
                mark("wide", field) in text for field in ("names", "website", "services", "description")
            )
            assert (mark("members", "names") in text) is (who != "nobody" and address != reference)


def test_what_is_public_is_found_and_shown(rows: dict) -> None:
    row = rows["wide"]
    page = Client().get(f"/en/organisations/{row.reference}/").content.decode()
    shown = set(FIELDS) - NOT_ADJUSTABLE - {"external_id", "former"}
    assert [field for field in shown if mark("wide", field) not in page.lower()] == []
    assert find(Search(text=mark("wide", "names")), AnonymousUser()).total == 1
    assert find(Search(text=mark("members", "names")), cast.farid()).total == 1
    assert find(Search(text=mark("office", "names")), cast.chiara()).total == 1


@pytest.mark.parametrize("facet", ["country_of_residence", "active_in"])
def test_where_nobody_outside_sees_it_a_body_is_on_no_map_and_in_no_count(facet: str, rows: dict) -> None:
    before = find(Search(), AnonymousUser()).counts[facet]["ITA"]
    change_organisation(rows["wide"], values={"shown_to": {"places": "office"}}, by=None)
    assert find(Search(), AnonymousUser()).counts[facet]["ITA"] == before - 1
    assert find(Search(), cast.chiara()).counts[facet]["ITA"] > before
    chosen = find(Search(chosen={facet: ("ITA",)}), AnonymousUser())
    assert rows["wide"].pk not in chosen.rows


@pytest.mark.parametrize("who", ["office", "own"])
def test_the_office_and_its_own_people_see_all_of_it(who: str, rows: dict) -> None:
    row, client = rows["office"], Client()
    client.force_login(cast.chiara() if who == "office" else belonging(cast.amina(), row))
    address = f"/en/organisations/{row.reference}/"
    text = "".join(client.get(path).content.decode().lower() for path in (address, f"{address}history/"))
    assert [field for field in FIELDS if mark("office", field) not in text] == []


def test_hiding_a_field_hides_its_past_and_showing_it_does_not_show_its_past(rows: dict) -> None:
    row = organisation(name="Twice", source="zqfirst")
    change_organisation(row, values={"source": "zqsecond"}, by=None)
    history = f"/en/organisations/{row.reference}/history/"
    assert "zqfirst" in Client().get(history).content.decode()
    change_organisation(row, values={"shown_to": {"source": "office"}}, by=None)
    assert "zqfirst" not in Client().get(history).content.decode()
    change_organisation(row, values={"source": "zqthird"}, by=None)
    change_organisation(row, values={"shown_to": {}, "source": "zqfourth"}, by=None)
    change_organisation(row, values={"source": "zqfifth"}, by=None)
    page = Client().get(history).content.decode()
    assert "zqthird" not in page
    assert "zqfifth" in page


def test_a_record_of_what_somebody_sees_cannot_be_saved(rows: dict) -> None:
    shown = find(Search(text="Homely"), AnonymousUser()).page(Search())[0]
    with pytest.raises(TypeError):
        shown.save()
