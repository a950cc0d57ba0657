"""Countries and regions."""

import pycountry
import pytest
from django.conf import settings

from ponte.core import places
from tests.factories.accounts import office

pytestmark = pytest.mark.django_db


def test_every_country_of_the_standard_is_here_once_and_kosovo():
    assert sorted(places.countries()) == sorted({row.alpha_3 for row in pycountry.countries} | {"XKX"})
    assert len(places.countries()) == 250


def test_two_letter_codes_are_those_of_the_standard():
    assert all(places.from_alpha_2(row.alpha_2) == row.alpha_3 for row in pycountry.countries)
    assert places.from_alpha_2("xk") == "XKX"


def test_every_country_lies_in_one_chain_of_regions_up_to_the_world():
    for code in places.countries():
        chain = places.containing(code)
        assert chain[-1] == "001"
        assert len(chain) in ((1,) if code == "ATA" else (3, 4))
        assert all(places.is_region(region) for region in chain)


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("ITA", ("039", "150", "001")),
        ("HTI", ("029", "419", "019", "001")),
        ("SEN", ("011", "202", "002", "001")),
        ("EGY", ("015", "002", "001")),
        ("XKX", ("039", "150", "001")),
        ("CYP", ("145", "142", "001")),
        ("XME", ("001",)),
        ("001", ()),
        ("ZZZ", ()),
    ],
)
def test_regions_around_a_place_go_from_narrow_to_wide(code, chain):
    assert places.containing(code) == chain


def test_the_continents_have_as_many_members_as_the_standard_says():
    # M49 lists 60, 57, 50 and 51, and 29; Kosovo and Taiwan are ours.
    sizes = {region: len(places.members(region)) for region in ("002", "019", "142", "150", "009", "015")}
    assert sizes == {"002": 60, "019": 57, "142": 51, "150": 52, "009": 29, "015": 7}


@pytest.mark.parametrize(
    ("code", "language", "shown"),
    [
        ("ITA", "ar", "إيطاليا"),
        ("UKR", "uk", "Україна"),
        ("419", "es", "Latinoamérica"),
        ("002", "fr", "Afrique"),
        ("XKX", "en", "Kosovo"),
        ("XME", "en", "Middle East"),
        ("ERI", "ti", "ኤርትራ"),
        ("ITA", "xx-unknown", "Italy"),
        ("QQQ", "it", "QQQ"),
    ],
)
def test_places_have_their_names_in_every_language(code, language, shown):
    assert places.name(code, language) == shown


def test_no_place_is_without_a_name_in_the_languages_of_the_interface():
    for language, _label in settings.LANGUAGES:
        for code in (*places.countries(), *places.regions()):
            assert places.name(code, language) != code


def test_the_office_may_call_a_country_by_its_own_word():
    office(country_names={"CIV": {"en": "Ivory Coast"}})
    assert places.name("CIV", "en") == "Ivory Coast"
    assert places.name("CIV", "it") == "Costa d’Avorio"


def test_kosovo_carries_its_note_and_nobody_else_does():
    assert "resolution 1244 (1999)" in places.note("XKX", "en")
    assert places.note("ITA", "en") == ""


def test_names_are_in_the_order_of_the_dictionary_not_of_the_code_points():
    names = [name for _code, name in places.sorted_by_name(["ZWE", "ALA", "CIV", "CHL", "CRI"], "fr")]
    assert names == ["Chili", "Costa Rica", "Côte d’Ivoire", "Îles Åland", "Zimbabwe"]


def test_every_country_can_be_drawn_and_regions_lie_among_their_members():
    for code in places.countries():
        latitude, longitude = places.centre(code)
        assert -90 <= latitude <= 90
        assert -180 <= longitude <= 180
    assert places.centre("061")[1] < -140  # across the date line
    assert places.centre("001") is None


def test_regions_are_not_countries():
    assert places.is_region("419")
    assert not places.is_region("ITA")
    assert not places.is_known("ita")
    assert places.Precision("city").label == "City"
