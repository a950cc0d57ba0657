"""Texts in several languages say honestly what they are."""

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from ponte.core import changes, versions, wordings
from ponte.core.models import Wording
from ponte.core.refusal import Refused
from tests.testapp.models import Bridge

pytestmark = pytest.mark.django_db


@pytest.fixture
def bridge():
    return Bridge.objects.create(name="Rialto")


@pytest.fixture
def amina():
    return get_user_model().objects.create_user("amina@example.org", name="Amina")


@pytest.fixture
def write(bridge, amina):
    return lambda language, text, **more: wordings.write(bridge, "story", language, text, by=amina, **more)


def state_of(bridge):
    return {code: state for code, state in wordings.states(bridge, "story").items() if state != "missing"}


def test_the_first_language_is_the_original(bridge, write) -> None:
    assert write("it", "Un ponte").is_original
    assert not write("en", "A bridge").is_original
    assert wordings.states(bridge, "story") == {
        "en": "confirmed",
        "it": "confirmed",
        "fr": "missing",
        "es": "missing",
        "uk": "missing",
        "ar": "missing",
    }


def test_a_changed_original_makes_the_others_outdated(bridge, write) -> None:
    write("it", "Un ponte")
    write("en", "A bridge")
    write("ar", "جسر", state="machine")
    write("it", " Un  ponte\n")
    assert state_of(bridge) == {"it": "confirmed", "en": "confirmed", "ar": "machine"}
    write("it", "Un ponte di pietra")
    assert state_of(bridge) == {"it": "confirmed", "en": "outdated", "ar": "outdated"}
    write("en", "A bridge of stone")
    assert state_of(bridge)["en"] == "confirmed"


def test_a_machine_never_writes_over_a_person(bridge, write) -> None:
    write("it", "Un ponte")
    write("en", "A bridge")
    write("fr", "Un pons", state="machine")
    write("en", "Un bridge", state="machine")
    write("fr", "Un pont", state="machine")
    assert wordings.best(bridge, "story", "en").text == "A bridge"
    assert wordings.best(bridge, "story", "fr").text == "Un pont"


def test_a_reader_gets_their_language_or_honestly_the_original(bridge, write) -> None:
    write("it", "Un ponte")
    write("ar", "جسر", state="machine")
    arabic, french = (wordings.best(bridge, "story", code) for code in ("ar", "fr"))
    assert (arabic.text, arabic.state, arabic.is_fallback) == ("جسر", "machine", False)
    assert (french.text, french.language, french.is_fallback) == ("Un ponte", "it", True)


def test_a_regional_reader_gets_their_region_then_the_language(bridge, write) -> None:
    write("it", "Un ponte")
    write("pt", "Uma ponte")
    assert wordings.best(bridge, "story", "pt-BR").text == "Uma ponte"
    assert not wordings.best(bridge, "story", "pt-BR").is_fallback
    write("pt-BR", "Uma pontezinha")
    assert wordings.best(bridge, "story", "pt-BR").text == "Uma pontezinha"
    assert wordings.best(bridge, "story", "pt").text == "Uma ponte"


def test_drafts_are_for_the_office(bridge, write) -> None:
    write("it", "Un ponte")
    write("en", "A brigde", state="draft")
    assert wordings.best(bridge, "story", "en").text == "Un ponte"
    assert wordings.best(bridge, "story", "en", drafts=True).text == "A brigde"
    assert wordings.best(bridge, "motto", "en").is_missing


def test_many_things_take_one_query(bridge, write, amina, django_assert_num_queries) -> None:
    other = Bridge.objects.create(name="Sighs")
    write("it", "Un ponte")
    wordings.write(other, "motto", "en", "Sigh", by=amina)
    with django_assert_num_queries(1):
        shown = wordings.best_many([bridge, other], ["story", "motto"], "en")
    assert {key: one.text for key, one in shown.items()} == {
        (bridge.pk, "story"): "Un ponte",
        (bridge.pk, "motto"): "",
        (other.pk, "story"): "",
        (other.pk, "motto"): "Sigh",
    }
    with django_assert_num_queries(0):
        assert wordings.best_many([], ["story"], "en") == {}


def test_writing_is_history_of_the_thing(bridge, write) -> None:
    write("it", "Un ponte")
    write("en", "A bridge")
    write("en", "A bridge")
    write("it", "Un ponte di pietra")
    latest, *_older = history = list(changes.history_of(bridge))
    assert (len(history), versions.number("testapp.bridge")) == (3, 3)
    assert latest.values == {
        "story[it]": {"before": "Un ponte", "after": "Un ponte di pietra"},
        "story[en: state]": {"before": "confirmed", "after": "outdated"},
    }


def test_an_original_goes_last(bridge, write) -> None:
    write("it", "Un ponte")
    write("en", "A bridge")
    with pytest.raises(Refused, match="Make another one the original first"):
        write("it", "")
    write("en", "")
    assert write("it", "") is None
    assert not Wording.objects.exists()


def test_another_language_can_become_the_original(bridge, write, amina) -> None:
    write("it", "Un ponte")
    write("en", "A bridge", state="machine")
    with pytest.raises(Refused, match="Confirm the text"):
        wordings.make_original(bridge, "story", "en", by=amina)
    write("en", "A bridge")
    wordings.make_original(bridge, "story", "en", by=amina)
    assert wordings.best(bridge, "story", "ar").language == "en"
    assert changes.history_of(bridge).first().values == {"story[original]": {"before": "it", "after": "en"}}


def test_originals_of_an_import_come_in_bulk(amina, django_assert_max_num_queries) -> None:
    bridges = Bridge.objects.bulk_create(Bridge(name=str(number)) for number in range(200))
    with django_assert_max_num_queries(6):
        count = wordings.write_originals([(one, "story", "it", one.name) for one in bridges], by=amina)
    assert (count, wordings.best(bridges[7], "story", "en").text) == (200, "7")


def test_what_is_no_language_is_an_error(write) -> None:
    with pytest.raises(ValueError, match="no language"):
        write("xx", "?")


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"language": "en"}, {"state": "machine", "is_original": True}]
)
def test_the_database_repeats_the_promise(bridge, write, wrong) -> None:
    write("en", "A bridge")
    known = {
        "kind": "testapp.bridge",
        "subject_id": bridge.pk,
        "field": "story",
        "language": "it",
        "text": "x",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.create(**({**known, "state": "draft"} | wrong))
