"""Finding: by words in any script, by facets, in order, page by page."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ponte.map.actions import change_organisation
from ponte.map.queries.organisations import PAGE_LENGTH, Search, find
from tests.factories import cast
from tests.factories.map import organisation, other_name, place

pytestmark = pytest.mark.django_db


def names(search: Search, person: object | None = None) -> list[str]:
    """The first page of a search, by name."""
    return [row.name for row in find(search, person or AnonymousUser()).page(search)]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Associazione Le Réseau", "Le Reseau"),
        ("Associazione Le Réseau", "RESEAU"),
        ("Associazione Le Réseau", "ass res"),
        ("Associazione Le Réseau", "réseau, associazione"),
        ("Società Ñandú", "societa nandu"),
        ("جمعية نُور للثقافة", "نور"),
        ("إتحاد الجالية", "اتحاد"),
        ("华人互助会", "互助"),
        ("华人互助会", "华人互助会"),
        ("সুরমা পাঠশালা", "পাঠশালা"),
        ("Українська громада", "УКРАЇНСЬКА"),
        ("የኢትዮጵያ ማህበር", "ማህበር"),
        ("Ọmọ Yorùbá", "omo yoruba"),
        ("Ground-Zero 3.0", "ground zero"),
    ],
)
def test_a_name_is_found_however_it_is_typed(name: str, asked: str) -> None:
    organisation(name=name)
    organisation(name="Somebody else")
    assert names(Search(text=asked)) == [name]


def test_every_word_has_to_be_there_or_it_is_said_which_are() -> None:
    organisation(name="Donne del Sahel")
    organisation(name="Giovani del Mali")
    found = find(Search(text="donne qwerty"), AnonymousUser())
    assert [row.name for row in found.page(Search(text="donne qwerty"))] == ["Donne del Sahel"]
    assert found.answer is not None
    assert (found.answer.is_partial, found.answer.most, found.answer.nowhere) == (True, 1, ["qwerty"])
    assert names(Search(text="qwertyuiop")) == []


def test_a_search_without_a_word_shows_everything() -> None:
    organisation(name="Donne del Sahel")
    assert names(Search(text=" ?! ")) == ["Donne del Sahel"]


def test_further_names_are_found_too() -> None:
    organisation(name="Donne del Sahel", names=[other_name("Femmes du Sahel", "fr")])
    assert names(Search(text="femmes")) == ["Donne del Sahel"]


def test_a_region_finds_its_countries() -> None:
    organisation(name="Dakar", origin="SEN")
    organisation(name="Lima", origin="PER")
    organisation(name="West", origin="011")
    assert names(Search(chosen={"country_of_origin": ("002",)})) == ["Dakar", "West"]
    assert names(Search(chosen={"country_of_origin": ("011",)})) == ["Dakar", "West"]
    assert names(Search(chosen={"country_of_origin": ("SEN",)})) == ["Dakar"]
    assert names(Search(chosen={"country_of_residence": ("SEN",)})) == []


def test_choices_of_one_facet_widen_and_of_two_narrow() -> None:
    organisation(name="A", origin="SEN", kind="association")
    organisation(name="B", origin="PER", kind="association")
    organisation(name="C", origin="SEN", kind="federation")
    both = {"country_of_origin": ("SEN", "PER")}
    assert names(Search(chosen=both)) == ["A", "B", "C"]
    assert names(Search(chosen=both | {"kind": ("association",)})) == ["A", "B"]
    assert names(Search(chosen={"kind": ("nonsense",)})) == []


def test_a_facet_is_counted_as_if_nothing_in_it_were_chosen() -> None:
    organisation(origin="SEN", kind="association")
    organisation(origin="PER", kind="association")
    organisation(origin="SEN", kind="federation")
    chosen = {"country_of_origin": ("PER",), "kind": ("association",)}
    found = find(Search(chosen=chosen), AnonymousUser())
    assert found.total == 1
    counts = found.counts["country_of_origin"]
    assert (counts["SEN"], counts["PER"], counts["002"]) == (1, 1, 1)
    assert found.counts["kind"] == {"association": 1}
    assert found.counts["state"] == {"declared": 1}


def test_each_sees_what_is_for_them_and_counts_tell_no_more() -> None:
    for visibility in ("public", "members", "office"):
        organisation(name=visibility, visibility=visibility, kind="media")
    farid, chiara = cast.farid(), cast.chiara()
    assert names(Search()) == ["public"]
    assert names(Search(), farid) == ["members", "public"]
    assert names(Search(), chiara) == ["members", "office", "public"]
    seen = [find(Search(), who).counts["kind"]["media"] for who in (AnonymousUser(), farid, chiara)]
    assert seen == [1, 2, 3]


def test_a_change_of_visibility_is_felt_at_once() -> None:
    row = organisation(name="Donne del Sahel")
    change_organisation(row, values={"visibility": "office"}, by=None)
    assert names(Search()) == []
    assert names(Search(text="donne"), cast.chiara()) == ["Donne del Sahel"]


def test_a_new_name_replaces_the_old_one_in_index_and_order() -> None:
    row, _other = organisation(name="Zeta"), organisation(name="Beta")
    assert names(Search()) == ["Beta", "Zeta"]
    change_organisation(row, values={"name": "Álfa"}, by=None)
    assert names(Search()) == ["Álfa", "Beta"]
    assert names(Search(text="alfa")) == ["Álfa"]
    assert "Álfa" not in names(Search(text="zeta"))


def test_the_newest_change_comes_first_when_asked() -> None:
    first, second = organisation(name="A"), organisation(name="B")
    assert names(Search(sort="changed")) == [second.name, first.name]
    change_organisation(first, values={"kind": "media"}, by=None)
    assert names(Search(sort="changed")) == [first.name, second.name]


def test_names_are_sorted_without_regard_to_case_and_accents() -> None:
    for name in ("zeta", "Émile", "Eva", "alfa"):
        organisation(name=name)
    assert names(Search()) == ["alfa", "Émile", "Eva", "zeta"]


@pytest.mark.parametrize("sort", ["name", "changed"])
@pytest.mark.parametrize("visibility", ["public", "office"])
def test_pages_have_no_gaps_and_no_doubles(sort: str, visibility: str) -> None:
    made = {organisation(name="Same name" if number % 2 else f"Name {number}").pk for number in range(60)}
    organisation(visibility=visibility)
    total = 61 if visibility == "public" else 60
    seen: list[int] = []
    for page in (1, 2, 3):
        search = Search(sort=sort, page=page)
        found = find(search, AnonymousUser())
        assert found.total == total
        seen += [row.pk for row in found.page(search)]
    assert len(seen) == len(set(seen)) == total
    assert made <= set(seen)
    assert len(found.page(Search(sort=sort, page=2))) == PAGE_LENGTH


def test_a_place_taken_away_is_no_longer_found() -> None:
    row = organisation(origin="SEN")
    change_organisation(row, values={"places": [place("origin", "PER")]}, by=None)
    counts = find(Search(), AnonymousUser()).counts["country_of_origin"]
    assert "SEN" not in counts
    assert counts["PER"] == 1
