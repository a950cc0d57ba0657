"""The index is built anew beside the one people read: nobody sees half of it, and no edit gets lost."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from ponte.core.finding import generations, rebuilding
from ponte.core.finding.checks import check_database, check_threads
from ponte.core.finding.rebuilding import Overtaken, begin, clear, rebuild, step, switch
from ponte.core.models import IndexState, LexiconLine
from ponte.core.models.ordering import Ordering
from ponte.core.models.posting import Posting
from ponte.map.actions import change_organisation, describe
from ponte.map.actions.freshness import STALE_KEYS
from ponte.map.queries.finding_state import on_desk, state_of_index
from ponte.map.queries.index import organisations
from ponte.map.queries.organisations import Search, find
from tests.factories import cast
from tests.factories.map import organisation

pytestmark = pytest.mark.django_db


def found_by(text: str) -> list[str]:
    search = Search(text=text)
    return [row.name for row in find(search, AnonymousUser()).page(search)]


def lines(label: str) -> set[tuple[str, bytes, bytes]]:
    """Everything a generation holds."""
    rows = Posting.objects.filter(index=label).values_list("field", "value", "members")
    known = {(field, bytes(value), bytes(members)) for field, value, members in rows}
    words = LexiconLine.objects.filter(index=label).values_list("key", "words")
    orders = Ordering.objects.filter(index=label).values_list("name", "members")
    known |= {("lexicon", bytes(key), bytes(some)) for key, some in words}
    return known | {("order", name.encode(), bytes(members)) for name, members in orders}


def test_built_anew_it_is_what_it_was_by_following_every_change() -> None:
    for number in range(5):
        row = organisation(services=f"Words {number}", origin="SEN")
        describe(row, texts={"it": "Cuciniamo insieme"}, by=cast.chiara())
        change_organisation(row, values={"name": f"Changed {number}"}, by=None)
    organisations.put_many([(row.pk, None, STALE_KEYS)])
    type(row).objects.filter(pk=row.pk).update(is_stale=True)
    before = lines("map.organisation")
    call_command("build_index", verbosity=0)
    assert generations.current("map.organisation") == "map.organisation/2"
    assert lines("map.organisation/2") == before
    assert found_by("cuciniamo")[0].startswith("Changed")


def test_edits_meanwhile_are_in_and_a_reader_never_sees_half(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "TOGETHER", 2)
    rows = [organisation(name=f"Alfa {word}") for word in ("uno", "due", "tre", "quattro", "cinque")]
    attempt = begin(organisations)
    assert step(organisations, attempt) == 2
    assert len(found_by("alfa")) == 5
    change_organisation(rows[0], values={"name": "Beta uno"}, by=None)  # behind
    change_organisation(rows[4], values={"name": "Beta cinque"}, by=None)  # still to come
    organisation(name="Beta nuova")
    assert state_of_index().is_building
    assert sorted(found_by("beta")) == ["Beta cinque", "Beta nuova", "Beta uno"]
    while step(organisations, attempt):
        assert len(found_by("alfa")) == 3
    organisation(name="Beta ultima")
    assert switch(organisations, attempt) == 0  # it came after the last step
    assert step(organisations, attempt) == 1
    assert switch(organisations, attempt) == 7
    assert sorted(found_by("beta")) == ["Beta cinque", "Beta nuova", "Beta ultima", "Beta uno"]
    assert (len(found_by("alfa")), found_by("quattro")) == (3, ["Alfa quattro"])
    change_organisation(rows[0], values={"name": "Gamma uno"}, by=None)
    assert found_by("gamma") == ["Gamma uno"]


def test_killed_half_way_the_old_one_stays_and_the_next_attempt_begins_anew() -> None:
    organisation(name="Alfa")
    attempt = begin(organisations)
    step(organisations, attempt)
    assert found_by("alfa") == ["Alfa"]
    assert rebuild(organisations) == 1
    with pytest.raises(Overtaken):
        step(organisations, attempt)
    assert found_by("alfa") == ["Alfa"]
    assert not Posting.objects.filter(index="map.organisation/2").exists()
    IndexState.objects.update(switched_at="2020-01-01T00:00Z")
    clear(organisations)
    assert set(Posting.objects.values_list("index", flat=True)) == {"map.organisation/3"}


def test_other_rules_are_noticed_and_told(client) -> None:
    organisation(name="Alfa")
    assert not state_of_index().is_outdated
    assert [problem.id for problem in check_database(["default"])] == []
    assert check_threads(["default"]) == []
    IndexState.objects.update(rules="0.9")
    assert [problem.id for problem in check_database(["default"])] == ["finding.W001"]
    assert [task.url for task in on_desk(cast.bruno())] == ["/en/finding/"]
    assert on_desk(cast.farid()) == []
    client.force_login(cast.bruno())
    assert "Its rules have changed" in client.get("/en/finding/").content.decode()
    call_command("build_index", outdated=True, verbosity=0)
    assert not state_of_index().is_outdated
    assert check_database(["default"]) == []
