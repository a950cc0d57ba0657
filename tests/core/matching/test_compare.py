"""Scores that people can rely on, and reasons that they can check."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponte.core.matching import Linker, Listed, Named, Profile, compare, evidence_from
from ponte.core.matching.addresses import number_of, web_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # countries are told by the words of the office
HARD = "Teranga ODV e.V. Спілка українців جمعية 华人联合会 (SASTA) Réseau of সমিতি ማህበር UK'S ١٢ 𝔄 - . Δ"
texts = st.text(max_size=60)
words = st.sampled_from(HARD.split())
names = st.one_of(texts, st.lists(words, min_size=1, max_size=6).map(" ".join))
profiles = st.builds(
    Profile,
    names=st.lists(st.builds(Named, names, st.booleans(), st.booleans()), max_size=3).map(tuple),
    web=st.lists(st.one_of(texts, st.just("https://fb.com/a.b/?id=1")), max_size=2).map(tuple),
    mails=st.lists(texts, max_size=2).map(tuple),
    phones=st.lists(st.one_of(texts, st.just("٠١١ 5550101")), max_size=2).map(tuple),
    identifiers=st.lists(st.tuples(st.sampled_from(["A", "B"]), texts), max_size=2).map(tuple),
    countries=st.frozensets(st.sampled_from(["ITA", "ESP"])),
    origins=st.frozensets(st.sampled_from(["SEN", "UKR"])),
    towns=st.lists(texts, max_size=2).map(tuple),
    year=st.none() | st.integers(1500, 2100),
)


def named(*texts: str, **more: object) -> Profile:
    """A profile of names only, and whatever more is said."""
    return Profile(tuple(map(Named, texts)), **more)  # type: ignore[arg-type]


def codes(one: Profile, other: Profile) -> set[str]:
    """The reasons."""
    return {reason.code for reason in compare(one, other).evidence}


@settings(max_examples=300, deadline=None)
@given(profiles, profiles)
def test_it_is_the_same_either_way_around(one: Profile, other: Profile) -> None:
    assert compare(one, other).score == compare(other, one).score


@settings(max_examples=200, deadline=None)
@given(profiles)
def test_whoever_has_a_name_is_like_themselves(one: Profile) -> None:
    if any(not name.is_former and not name.is_acronym and name.text.strip() for name in one.names):
        assert compare(one, one).score == 100


@settings(max_examples=300, deadline=None)
@given(profiles, profiles)
def test_any_reason_can_be_read_and_kept(one: Profile, other: Profile) -> None:
    found = compare(one, other)
    assert 0 <= found.score <= 100
    assert all(reason.sentence for reason in found.evidence)
    assert evidence_from(reason.as_json() for reason in found.evidence) == found.evidence


@settings(max_examples=100, deadline=None)
@given(st.lists(profiles, max_size=4))
def test_everybody_with_a_name_finds_themselves_in_a_list(rows: list[Profile]) -> None:
    rows = [row for row in rows if any(name.words for name, _former in row.spelled)]
    for row, found in zip(rows, Linker(Listed(rows)).like(rows, at_least=0, most=9), strict=True):
        assert row in [rows[one.number] for one in found] or not row.spelled[0][0].squeezed


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Le Réseau", "Le Reseau", "same_letters"),
        ("Teranga A.P.S.", "Teranga", "without_form"),
        ("Freunde e. V.", "Freunde", "without_form"),
        ("ГО «Дім»", "Громадська організація Дім", "without_form"),
        ("Amici del Mali ETS", "Amici del Mali onlus", "without_form"),
        ("Peruviani di Torino", "Torino Peruviani", "other_order"),
        ("Peruviani di Torino", "Peruviani Torino", "small_words"),
        ("Donna Nuova", "Donne Nuove", "other_number"),
        ("বাংলাদেশ সমিতি", "Bangladesh Samiti", "other_script"),
        ("SASTA", "South African Scientists and Technologists Abroad", "acronym"),
        ("Coordinamento Nuove Generazioni Italiane (CoNGI)", "CONGI", "same_acronym"),
        ("Chinese Emigrants in Spain", "Chinese Migrants in Spain", "word_differs"),
    ],
)
def test_two_ways_to_write_a_name(one: str, other: str, reason: str) -> None:
    assert compare(named(one), named(other)).score >= 85
    assert reason in codes(named(one), named(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EMMA LLC", "emma daniels"),
        ("Donne di Milano", "Donne di Roma"),
        ("Associazione culturale", "Associazione sociale"),
        ("Romania Nostra", "Roma Nostra"),
        ("Association 12", "Association 13"),
        ("SA", "Senegal"),
    ],
)
def test_names_that_only_begin_alike_are_not_one(one: str, other: str) -> None:
    assert compare(named(one), named(other)).score < 75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/", "http://example.org"),
        ("m.facebook.com/teranga.odv/", "https://it-it.facebook.com/TerangaODV?ref=ts"),
        ("https://www.facebook.com/pages/Teranga/123456789012", "facebook.com/profile.php?id=123456789012"),
        ("https://facebook.com/p/Teranga-100064123456789/", "https://fb.com/100064123456789"),
        ("https://example.org/%D0%B4%D1%96%D0%BC", "https://example.org/дім/"),
    ],
)
def test_two_ways_to_write_an_address(one: str, other: str) -> None:
    assert web_of(one) is not None
    assert web_of(one) == web_of(other)


@pytest.mark.parametrize(
    "text", ["", "no address", "facebook.com", "https://www.instagram.com/", "http://[", "x"]
)
def test_what_says_nothing_is_no_address(text: str) -> None:
    assert web_of(text) is None


def test_a_number_is_the_same_with_and_without_its_country() -> None:
    assert number_of("+39 011 555-0101") == number_of("011 5550101") == number_of("٠٠٣٩٠١١٥٥٥٠١٠١")
    assert number_of("112") == ""


def test_facts_speak_for_and_against() -> None:
    here = named("Teranga", identifiers=(("RUNTS", "12 34"),), countries=frozenset({"ITA"}), year=1998)
    there = named("Teranga", identifiers=(("runts", "99"),), countries=frozenset({"ESP"}), year=2020)
    assert {"other_code", "other_country", "other_year"} <= codes(here, there)
    assert compare(here, there).score < 50
    same = named("Something else", identifiers=(("Runts", "1234"),))
    assert compare(here, same).score >= 85


def test_a_shared_page_makes_no_two_names_one() -> None:
    portal = ("https://portal.example.org/members",)
    assert compare(named("Umoja", web=portal), named("Hermandad", web=portal)).score < 75


def test_a_former_name_is_told() -> None:
    before = Profile((Named("Casa Nuova"), Named("Teranga", is_former=True)))
    assert codes(before, named("Teranga")) == {"same_name", "former_name"}


@pytest.mark.parametrize("word", ["demo", "Torino", "Italy"])
def test_one_plain_word_in_brackets_is_no_name(word: str) -> None:
    assert compare(named(f"Ponte delle Donne ({word})"), named(f"Coro del Porto ({word})")).score < 50
