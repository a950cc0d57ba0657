"""The change log remembers, and forgets only what it must."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from ponte.core import changes, verbs, versions
from ponte.core.models import Change
from ponte.core.models.change import AppendOnly
from tests.testapp.models import Bridge

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina():
    return get_user_model().objects.create_user("amina@example.org", name="Amina")


@pytest.fixture
def bridge():
    return Bridge.objects.create(name="Rialto")


def edit(bridge, by, before, after, **how):
    return changes.record(bridge, by=by, verb=verbs.EDIT, before=before, after=after, **how)


def test_an_edit_keeps_who_what_and_only_what_differs(bridge, amina) -> None:
    change = edit(bridge, amina, {"name": "Rialto", "toll": 0}, {"name": "Rialto", "toll": 2}, note="Repairs")
    assert (change.kind, change.subject_id, change.reference) == (
        "testapp.bridge",
        bridge.pk,
        bridge.reference,
    )
    assert (change.by, change.by_name, change.via, change.note) == (amina, "Amina", "page", "Repairs")
    assert change.values == {"toll": {"before": 0, "after": 2}}
    assert versions.number("testapp.bridge") == 1


def test_an_edit_of_nothing_leaves_no_trace(bridge, amina) -> None:
    assert edit(bridge, amina, {"toll": 0}, {"toll": 0}) is None
    assert versions.number("testapp.bridge") == 0


def test_a_new_thing_is_logged_even_when_empty(bridge) -> None:
    change = changes.record(bridge, by=None, verb=verbs.CREATE, before={}, after={"name": ""})
    assert change is not None
    assert (change.by, change.by_name, change.values) == (None, "", {})


def test_history_is_newest_first_in_one_query(bridge, amina, django_assert_num_queries) -> None:
    for toll in range(3):
        edit(bridge, amina, {"toll": toll}, {"toll": toll + 1})
    edit(Bridge.objects.create(name="Sighs"), amina, {"toll": 0}, {"toll": 9})
    with django_assert_num_queries(1):
        read = [(change.by.name, change.values["toll"]["after"]) for change in changes.history_of(bridge)]
    assert read == [("Amina", 3), ("Amina", 2), ("Amina", 1)]


def test_each_field_knows_its_origin(bridge, amina) -> None:
    first = edit(bridge, None, {"name": "R", "toll": 0}, {"name": "Rialto", "toll": 1}, via="import", run=4)
    second = edit(bridge, amina, {"toll": 1}, {"toll": 2})
    assert changes.origins_of(bridge) == {"name": first, "toll": second}
    assert changes.origins_of(bridge)["name"].run_id == 4


def test_a_change_can_be_undone_while_its_values_stand(bridge, amina) -> None:
    change = edit(bridge, amina, {"born_on": None}, {"born_on": date(1591, 7, 1)})
    assert changes.values_before(change) == {"born_on": None}
    assert changes.can_undo(change, {"born_on": date(1591, 7, 1), "toll": 3})
    assert not changes.can_undo(change, {"born_on": date(1592, 7, 1)})


def test_what_is_no_edit_cannot_be_undone_by_old_values(bridge) -> None:
    verbs.declare_step("testapp.bridge", "demolish", "Demolish")
    for verb in (verbs.CREATE, "demolish"):
        change = changes.record(bridge, by=None, verb=verb, before={"toll": 0}, after={"toll": 1})
        assert not changes.can_undo(change, {"toll": 1})


def test_history_cannot_be_rewritten(bridge) -> None:
    change = edit(bridge, None, {"toll": 0}, {"toll": 1})
    change.verb = "nothing happened"
    for attempt in (
        change.save,
        change.delete,
        Change.objects.all().delete,
        lambda: Change.objects.update(verb="nothing"),
        lambda: Change.objects.bulk_update([change], ["verb"]),
    ):
        with pytest.raises(AppendOnly), transaction.atomic():
            attempt()
    assert Change.objects.get().verb == "edit"


def test_redaction_removes_every_value_and_says_so(bridge, amina) -> None:
    edit(
        bridge,
        amina,
        {"email": "", "toll": 0},
        {"email": "doge@example.org", "toll": 1},
        note="doge@… called",
    )
    edit(bridge, amina, {"email[ar]": "old"}, {"email[ar]": "new"})
    entry = changes.redact(bridge, ["email"], by=amina, reason="Asked by the doge")
    assert "example" not in str(list(Change.objects.values("values", "note").order_by("id")))
    assert (entry.verb, entry.by, entry.note, list(entry.values)) == (
        "redacted",
        amina,
        "Asked by the doge",
        ["email"],
    )
    latest, middle, first = changes.history_of(bridge)
    assert first.values["toll"] == {"before": 0, "after": 1}
    assert first.redacted_at == middle.redacted_at == latest.at
    assert all(line.is_redacted for line in middle.differences)
    assert not changes.can_undo(first, {"toll": 1, "email": "doge@example.org"})


def test_redaction_leaves_other_things_alone(bridge, amina) -> None:
    other = edit(Bridge.objects.create(name="Sighs"), amina, {"email": ""}, {"email": "s@example.org"})
    changes.redact(bridge, ["email"], by=amina, reason="")
    other.refresh_from_db()
    assert other.values["email"]["after"] == "s@example.org"


def test_who_did_it_can_be_forgotten_and_what_was_done_stays(bridge, amina) -> None:
    change = edit(bridge, amina, {"toll": 0}, {"toll": 1})
    assert changes.forget_name(amina) == 1
    change.refresh_from_db()
    assert (change.by_name, change.values["toll"]["after"]) == ("", 1)


def test_a_person_deleted_leaves_their_name(bridge, amina) -> None:
    change = edit(bridge, amina, {"toll": 0}, {"toll": 1})
    amina.delete()
    change.refresh_from_db()
    assert (change.by, change.by_name) == (None, "Amina")


def test_many_changes_take_few_statements(amina, django_assert_max_num_queries) -> None:
    bridges = Bridge.objects.bulk_create(Bridge(name=f"Bridge {number}") for number in range(1_000))
    entries = [
        {"subject": bridge, "verb": verbs.CREATE, "before": {}, "after": {"name": bridge.name}}
        for bridge in bridges
    ]
    entries.append({"subject": bridges[0], "verb": verbs.EDIT, "before": {"toll": 0}, "after": {"toll": 0}})
    with django_assert_max_num_queries(25):
        assert changes.record_many(entries, by=amina, run=12) == 1_000
    assert Change.objects.filter(run_id=12, via="import", by_name="Amina").count() == 1_000
    assert versions.number("testapp.bridge") == 1


@pytest.mark.parametrize("wrong", [{"via": "rumour"}, {"verb": ""}, {"kind": ""}])
def test_the_database_repeats_the_promise(bridge, wrong) -> None:
    known = {"kind": "testapp.bridge", "subject_id": bridge.pk, "verb": "edit"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Change(**(known | wrong)).save()
