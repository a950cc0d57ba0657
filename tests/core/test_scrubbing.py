"""Scrubbing leaves what was promised and nothing else."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from ponte.core import changes, wordings
from ponte.core.models import Change, Proposal, Wording
from ponte.core.scrubbing import scrub
from tests.testapp.lifecycle import lifecycle
from tests.testapp.models import Bridge, Walker

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina():
    return get_user_model().objects.create_user("amina@example.org", name="Amina")


def built_by_antonio(by):
    values = {"engineer": "Antonio", "email": "antonio@example.org", "born_on": date(1512, 5, 4)}
    bridge = Bridge.objects.create(name="Rialto", toll=3, state="built", load_tested=True, **values)
    changes.record(bridge, by=by, verb="create", before={}, after={**values, "name": "Rialto"})
    wordings.write(bridge, "engineer", "it", "Antonio da Ponte", by=by)
    wordings.write(bridge, "story", "it", "Un ponte", by=by)
    return bridge


def test_each_field_ends_as_declared(amina) -> None:
    bridge = built_by_antonio(amina)
    bruno = get_user_model().objects.create_user("bruno@example.org", name="Bruno")
    lifecycle.perform("open", bridge, by=bruno, reason="Antonio da Ponte says so")
    scrub(bridge, by=amina, reason="Asked by Antonio's heirs")
    stored = Bridge.objects.get()
    assert (stored.name, stored.toll, stored.email, stored.born_on) == ("Rialto", 3, "", date(1512, 1, 1))
    assert stored.engineer not in ("", "Antonio")
    assert set(Proposal.objects.values_list("outcome", "reason")) == {("lapsed", "")}
    everything = str([list(model.objects.order_by("pk").values()) for model in (Bridge, Change, Wording)])
    assert "Antonio da" not in everything
    assert "antonio@" not in everything


def test_the_scrubbing_is_logged_without_the_values(amina) -> None:
    bridge = built_by_antonio(amina)
    scrub(bridge, by=amina, reason="Time is over")
    latest = changes.history_of(bridge)[0]
    assert (latest.verb, latest.by, latest.note) == ("redacted", amina, "Time is over")
    assert set(latest.values) == {"engineer", "email", "born_on"}
    assert changes.origins_of(bridge)["name"].values["name"]["after"] == "Rialto"


def test_reasons_without_people_in_them_can_be_kept(amina) -> None:
    bridge = built_by_antonio(amina)
    changes.record(bridge, by=amina, verb="edit", before={"toll": 3}, after={"toll": 4}, note="Inflation")
    scrub(bridge, by=amina, reason="", keep_notes=True)
    assert changes.origins_of(bridge)["toll"].note == "Inflation"


def test_a_code_shows_only_whether_two_were_the_same(amina) -> None:
    engineers = []
    for name in ("Antonio", "Antonio", "Andrea"):
        bridge = Bridge.objects.create(name="A bridge", engineer=name)
        scrub(bridge, by=amina, reason="")
        engineers.append(bridge.engineer)
    assert engineers[0] == engineers[1] != engineers[2]


def test_an_entry_can_go_as_a_whole(amina) -> None:
    walker = Walker.objects.create(name="Farid")
    changes.record(walker, by=None, verb="create", before={}, after={"name": "Farid"})
    scrub(walker, by=amina, reason="")
    assert not Walker.objects.exists()
    assert "Farid" not in str(list(Change.objects.order_by("id").values()))


def test_what_declares_nothing_cannot_be_scrubbed(amina) -> None:
    wording = wordings.write(Bridge.objects.create(name="Rialto"), "story", "it", "Un ponte", by=amina)
    with pytest.raises(ValueError, match="declares no personal data"):
        scrub(wording, by=amina, reason="")


def test_a_person_is_forgotten_also_where_they_acted(amina) -> None:
    farid = get_user_model().objects.create_user("farid@example.org", name="Farid")
    bridge = built_by_antonio(farid)
    for person in (farid, amina):
        scrub(person, by=None, reason="The account was closed")
    assert {change.by_name for change in changes.history_of(bridge)} == {""}
    people = get_user_model().objects.order_by("pk")
    assert [person.name for person in people] == ["", ""]
    assert all(person.email.endswith("@scrubbed.invalid") for person in people)
