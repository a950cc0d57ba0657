"""The same organisation written twice is found, and a stranger learns nothing by asking."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client

from ponte.core.models import Posting
from ponte.map.actions import change_organisation
from ponte.map.models import Organisation
from ponte.map.models.duplicate_pair import CERTAIN
from ponte.map.queries.likeness import Similar, similar_to
from ponte.map.queries.record import blank_record, record_of, whole
from tests.factories import cast
from tests.factories.map import contact, number, organisation, other_name, place
from tests.map.importing import bring_in, bring_in_demo, table

pytestmark = pytest.mark.django_db


def record(name: str, **values: Any) -> dict[str, Any]:
    """A record that somebody is about to write down."""
    return blank_record() | {"name": name, **values}


def names(found: list[Similar]) -> list[str]:
    """Whom it found."""
    return [one.organisation.name for one in found]


def codes(similar: Similar) -> set[str]:
    """Why."""
    return {reason.code for reason in similar.likeness.evidence}


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("Associazione Le Réseau", "Le Reseau APS"),
        ("Churún Merú", "CHURUN MERU"),
        ("South African Scientists and Technologists Abroad", "SASTA"),
        ("CoNNGI", "Coordinamento Nazionale Nuove Generazioni Italiane"),
        ("UK Federation of Chinese Professionals", "UKFCP"),
        ("Українська громада Мілана", "Ukrainska hromada Milana"),
        ("جمعية نور للثقافة", "جمعيه نور للثقافه"),
        ("西班牙华人华侨联合会", "Xibanya Huaren Huaqiao Lianhehui"),
        ("Donne del Sahel a Torino", "Done del Sahel Torino ODV"),
        ("Bangladesh Cultural Samity", "বাংলাদেশ Cultural Samiti"),
    ],
)
def test_two_ways_to_write_one_name_meet(known: str, written: str) -> None:
    organisation(name=known)
    organisation(name="Amici della montagna")
    assert names(similar_to(record(written))) == [known]


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("Donne Senegalesi di Milano", "Donne Senegalesi di Roma"),
        ("Associazione culturale", "Associazione sportiva"),
        ("Українська громада Мілана", "Українська школа Рима"),
    ],
)
def test_names_that_share_words_are_not_taken_for_one(known: str, written: str) -> None:
    organisation(name=known)
    assert similar_to(record(written)) == []


def test_a_page_and_a_number_speak_for_themselves() -> None:
    organisation(name="Teranga", contacts=[contact("facebook", "https://m.facebook.com/teranga.torino/")])
    page = record("Teranga Torino", contacts=[contact("website", "http://www.facebook.com/TerangaTorino")])
    (found,) = similar_to(page)
    assert {"same_page", "words_missing"} <= codes(found)
    organisation(name="Nuova casa", identifiers=[number("IT-RUNTS", "12345")])
    (found,) = similar_to(record("Maison neuve", identifiers=[number("IT-RUNTS", "12345")]))
    assert codes(found) == {"same_code", "other_names"}


def test_a_different_country_speaks_against() -> None:
    organisation(name="Casa Ucraina", residence="ITA")
    (here,) = similar_to(record("Casa Ucraina", places=[place("residence", "ITA")]))
    (there,) = similar_to(record("Casa Ucraina", places=[place("residence", "ESP")]))
    assert here.likeness.score == 100
    assert there.likeness.score < CERTAIN
    assert "Different countries: Spain / Italy" in [reason.sentence for reason in there.likeness.evidence]


def test_the_index_follows_every_change() -> None:
    known = organisation(name="Teranga")
    change_organisation(known, values={"names": [other_name("Umoja Kwanza")]}, by=None)
    assert names(similar_to(record("Umoja Kwanza"))) == ["Teranga"]
    change_organisation(known, values={"names": []}, by=None)
    assert similar_to(record("Umoja Kwanza")) == []


def test_a_record_is_not_like_itself_when_it_is_left_out() -> None:
    known = organisation(name="Teranga")
    twin = organisation(name="Teranga ODV")
    own = record_of(whole(Organisation.objects.all()).get(pk=known.pk))
    assert names(similar_to(own, but=[known.pk])) == [twin.name]


def test_the_index_keeps_no_address_and_no_number() -> None:
    organisation(contacts=[contact("email", "amina@example.org"), contact("phone", "+39 011 5550101")])
    kept = [bytes(value).decode() for value in Posting.objects.values_list("value", flat=True)]
    assert not [value for value in kept if "amina" in value or "5550101" in value]


def test_a_stranger_learns_of_no_record_they_may_not_see() -> None:
    organisation(name="Casa nascosta", visibility="office")
    organisation(name="Casa nascosta di Torino", visibility="members")
    farid = cast.farid()
    assert names(similar_to(record("Casa nascosta"))) == ["Casa nascosta", "Casa nascosta di Torino"]
    assert names(similar_to(record("Casa nascosta"), seen_by=cast.chiara())) == [
        "Casa nascosta",
        "Casa nascosta di Torino",
    ]
    assert names(similar_to(record("Casa nascosta"), seen_by=farid)) == ["Casa nascosta di Torino"]
    assert similar_to(record("Casa nascosta"), seen_by=AnonymousUser()) == []


def test_a_stranger_cannot_try_out_telephone_numbers() -> None:
    organisation(name="Teranga", contacts=[contact("phone", "+39 011 5550101")])
    asked = record("Teranga Torino", contacts=[contact("phone", "011 5550101")])
    (told,) = similar_to(asked)
    assert "The same telephone number: +39 011 5550101" in [one.sentence for one in told.likeness.evidence]
    assert not any("same_phone" in codes(one) for one in similar_to(asked, seen_by=cast.farid(), at_least=0))


def test_it_takes_the_same_statements_for_any_register(count_queries: Callable) -> None:
    counts = []
    for size in (1, 40):
        bring_in(table([{"name": f"Teranga {word} {size}"} for word in ("Uno", "Due")] * size))
        counts.append(count_queries(lambda: similar_to(record("Teranga Uno 1"))))
    assert counts[0] == counts[1] <= 13  # two of them ask the lexicon


def test_the_two_names_of_the_chinese_federation_are_one() -> None:
    bring_in_demo()
    known = Organisation.objects.get(name="National Federation of Chinese Emigrants in Spain")
    own = record_of(whole(Organisation.objects.all()).get(pk=known.pk))
    (twin,) = similar_to(own, but=[known.pk])
    assert twin.organisation.name == "National Federation of Chinese Migrants in Spain"
    assert twin.is_certain
    sentences = [reason.sentence for reason in twin.likeness.evidence]
    assert "One word differs: emigrants / migrants" in sentences


def add(client: Client, **typed: str) -> HttpResponse:
    """Send the form of a new organisation."""
    given = {"kind": "unknown", "visibility": "office", "consent": "not_asked"}
    return client.post("/en/organisations/new/", given | typed)


def test_whoever_adds_a_record_that_is_there_is_asked_first(client: Client) -> None:
    known = organisation(name="Associazione Le Réseau", visibility="office")
    client.force_login(cast.chiara())
    page = add(client, name="Le Reseau").content.decode()
    assert known.get_absolute_url() in page
    assert "Only in one of the names: associazione" in page
    assert Organisation.objects.count() == 1
    not_ticked = add(client, name="Le Reseau", shown=known.reference)
    assert "or tick that it is another one" in not_ticked.content.decode()
    add(client, name="Le Reseau", shown=known.reference, is_another="on")
    assert Organisation.objects.count() == 2


def test_nobody_confirms_what_they_have_not_seen(client: Client) -> None:
    known = organisation(name="Teranga")
    newer = organisation(name="Teranga ODV")
    client.force_login(cast.chiara())
    page = add(client, name="Teranga", shown=known.reference, is_another="on").content.decode()
    assert "Another record is like this one" in page
    assert newer.get_absolute_url() in page
    both = f"{known.reference} {newer.reference}"
    add(client, name="Teranga", shown=both, is_another="on")
    assert Organisation.objects.count() == 3


def test_a_record_like_no_other_is_added_at_once(client: Client) -> None:
    organisation(name="Teranga")
    client.force_login(cast.chiara())
    assert add(client, name="Hermandad Andina").status_code == 302
