"""Pairs of records that may be one are found, kept up to date, and never decided anew."""

from io import StringIO

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from ponte.map.actions import change_organisation
from ponte.map.actions import look_for_duplicates as searching
from ponte.map.actions.duplicates import pair_by_hand
from ponte.map.actions.look_for_duplicates import look_for_duplicates
from ponte.map.models import DuplicatePair, Organisation
from ponte.map.models.duplicate_pair import CERTAIN
from ponte.map.models.vocabulary import PairState
from ponte.map.tasks import find_duplicates
from tests.factories import cast
from tests.factories.map import organisation, other_name
from tests.map.importing import bring_in, bring_in_demo, table

pytestmark = pytest.mark.django_db


def test_the_chinese_federation_is_found_with_its_reasons() -> None:
    bring_in_demo()
    look_for_duplicates()
    pair = DuplicatePair.objects.get(one__name__startswith="National Federation of Chinese")
    assert {pair.one.name, pair.other.name} == {
        "National Federation of Chinese Emigrants in Spain",
        "National Federation of Chinese Migrants in Spain",
    }
    assert pair.score >= CERTAIN
    told = {row["code"]: row["params"] for row in pair.evidence}
    words = [pair.one.name.split()[4].lower(), pair.other.name.split()[4].lower()]
    assert told["word_differs"] == {"one": words[0], "other": words[1]}
    assert [row["for"] for row in pair.evidence] == [True, False]


def test_looking_twice_changes_nothing() -> None:
    organisation(name="Teranga")
    organisation(name="Teranga ODV")
    organisation(name="Umoja")
    assert look_for_duplicates() == look_for_duplicates() == 1
    assert DuplicatePair.objects.count() == 1


def test_what_people_decided_is_remembered() -> None:
    one, other = organisation(name="Teranga"), organisation(name="Teranga ODV")
    look_for_duplicates()
    DuplicatePair.objects.update(state=PairState.DIFFERENT, score=1)
    look_for_duplicates()
    pair = DuplicatePair.objects.get()
    assert (pair.one, pair.other, pair.state, pair.score) == (one, other, PairState.DIFFERENT, 1)


def test_a_pair_that_is_not_alike_any_more_goes() -> None:
    organisation(name="Teranga")
    other = organisation(name="Teranga ODV")
    look_for_duplicates()
    change_organisation(other, values={"name": "Hermandad Andina"}, by=None)
    look_for_duplicates()
    assert not DuplicatePair.objects.exists()


def test_the_reasons_follow_the_records() -> None:
    one, other = organisation(name="Teranga"), organisation(name="Teranga ODV")
    look_for_duplicates()
    change_organisation(other, values={"names": [other_name("Teranga")]}, by=None)
    look_for_duplicates()
    pair = DuplicatePair.objects.get(one=one)
    assert (pair.score, pair.evidence[0]["code"]) == (100, "same_name")


def test_a_pair_that_a_person_wrote_down_stays() -> None:
    pair = pair_by_hand(organisation(name="Teranga"), organisation(name="Umoja"), by=cast.chiara())
    look_for_duplicates()
    pair.refresh_from_db()
    assert (pair.score, pair.state) == (100, PairState.OPEN)


def test_after_a_list_only_its_records_are_looked_at() -> None:
    organisation(name="Umoja")
    organisation(name="Umoja ETS")
    organisation(name="Teranga")
    run = bring_in(table([{"name": "Teranga ODV"}]))
    assert look_for_duplicates(run=run) == 1
    assert DuplicatePair.objects.get().other.name == "Teranga ODV"


def test_a_long_search_lets_others_work_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "AT_ONCE", 2)
    for name in ("Teranga", "Umoja", "Teranga ODV", "Umoja ETS"):
        organisation(name=name)
    find_duplicates.call()
    waiting = DBTaskResult.objects.get()
    assert waiting.args_kwargs["args"][1] == Organisation.objects.get(name="Umoja").pk
    find_duplicates.call(*waiting.args_kwargs["args"])
    assert [pair.one.name for pair in DuplicatePair.objects.order_by("pk")] == ["Teranga", "Umoja"]
    last = DBTaskResult.objects.order_by("-enqueued_at").first().args_kwargs["args"]
    find_duplicates.call(*last)
    assert DBTaskResult.objects.count() == 2


def test_the_demo_begins_with_one_pair_to_decide(settings) -> None:
    settings.DEMO = True
    call_command("load_demo", stdout=StringIO())
    pair = DuplicatePair.objects.get()
    assert {pair.one.name, pair.other.name} == {
        "National Federation of Chinese Emigrants in Spain",
        "National Federation of Chinese Migrants in Spain",
    }
    assert pair.evidence
