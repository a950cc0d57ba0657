"""A year passes: records say so, are found, and their people are asked."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ponte.core.models import Letter
from ponte.core.registries import tasks_of
from ponte.map.actions import freshness
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import State
from ponte.map.queries.organisations import Search, find
from tests.factories import cast
from tests.factories.map import contact, organisation

pytestmark = pytest.mark.django_db


def aged(days: int, **values) -> Organisation:
    """A record last changed so many days ago, with an address."""
    number = Organisation.objects.count()
    row = organisation(contacts=[contact("email", f"group{number}@example.org")], **values)
    return age(row, changed_at=days)


def age(row: Organisation, **days: int) -> Organisation:
    """The same with these moments so many days ago."""
    now = timezone.now()
    Organisation.objects.filter(pk=row.pk).update(
        **{name: now - timedelta(days=ago) for name, ago in days.items()}
    )
    row.refresh_from_db()
    return row


def found_as_stale() -> set[int]:
    return set(find(Search(chosen={"state": ["stale"]}), AnonymousUser()).rows)


CASES = [
    (State.DECLARED, {"changed_at": 364}, False),
    (State.DECLARED, {"changed_at": 366}, True),
    (State.DECLARED, {"changed_at": 900, "confirmed_at": 10}, False),
    (State.DECLARED, {"changed_at": 900, "confirmed_at": 400}, True),
    (State.CHECKED, {"changed_at": 900, "verified_at": 10}, False),
    (State.VERIFIED, {"changed_at": 900, "verified_at": 10}, False),
    (State.VERIFIED, {"changed_at": 5, "verified_at": 400}, True),
    (State.VERIFIED, {"changed_at": 5, "verified_at": 400, "confirmed_at": 10}, False),
    (State.DISSOLVED, {"changed_at": 900}, False),
    (State.REMOVED, {"changed_at": 900}, False),
]


@pytest.mark.parametrize(("state", "days", "is_old"), CASES)
def test_page_and_register_agree_on_what_may_be_out_of_date(state: str, days: dict, is_old: bool) -> None:
    row = aged(0)
    Organisation.objects.filter(pk=row.pk).update(state=state, verified_at=timezone.now())
    row = age(row, **({"verified_at": 2000} | days))
    assert row.may_be_out_of_date is is_old
    assert freshness.stale(timezone.now()).filter(pk=row.pk).exists() is is_old


def test_the_hour_marks_and_unmarks_so_that_a_filter_finds_them() -> None:
    old, new = aged(400), aged(10)
    assert found_as_stale() == set()
    assert freshness.mark_stale() == "1 marked, 0 fresh"
    assert found_as_stale() == {old.pk}
    assert freshness.mark_stale() == "0 marked, 0 fresh"
    age(old, changed_at=1)
    age(new, changed_at=500)
    assert freshness.mark_stale() == "1 marked, 1 fresh"
    assert found_as_stale() == {new.pk}


def test_page_and_list_say_so_with_the_date_and_confirming_ends_it(client) -> None:
    row = aged(400, name="Donne del Sahel")
    freshness.mark_stale()
    for path in ("/en/organisations/?state=stale", row.get_absolute_url()):
        page = client.get(path).content.decode()
        assert "May be out of date" in page
        assert "Last confirmed on" in page
    client.force_login(cast.chiara())
    client.post(f"/en/organisations/{row.reference}/step/confirm/")
    assert found_as_stale() == set()
    assert "Last confirmed on" not in client.get(row.get_absolute_url()).content.decode()


def test_a_list_of_old_records_costs_no_more(client, count_queries) -> None:
    aged(400)
    few = count_queries(lambda: client.get("/en/organisations/"))
    for _row in range(5):
        aged(400)
    freshness.mark_stale()
    assert count_queries(lambda: client.get("/en/organisations/")) == few


def test_one_is_asked_a_month_before_then_at_the_end_then_each_quarter() -> None:
    row = aged(334)
    assert freshness.ask_to_confirm() == 0
    asked = []
    for day in range(335, 700):
        age(row, changed_at=day, **({"asked_at": day - asked[-1]} if asked else {}))
        if freshness.ask_to_confirm():
            asked.append(day)
            assert freshness.ask_to_confirm() == 0
    assert asked[0] in (335, 336)
    assert 363 <= asked[1] <= 367
    assert all(later - earlier >= 91 for earlier, later in pairwise(asked[1:]))
    assert len(asked) == 5


def test_who_answers_is_left_alone_for_a_year(client) -> None:
    row = aged(400)
    assert freshness.ask_to_confirm() == 1
    lifecycle.perform("confirm", row, by=None)
    age(row, confirmed_at=0, asked_at=1)
    assert freshness.ask_to_confirm() == 0
    age(row, confirmed_at=340, asked_at=341)
    assert freshness.ask_to_confirm() == 1


def test_who_has_just_been_told_or_has_no_address_is_not_asked() -> None:
    age(aged(400), told_at=3)
    age(organisation(), changed_at=400)
    broken = organisation(contacts=[contact("email", "nobody answers here")])
    age(broken, changed_at=400)
    Organisation.objects.filter(pk=aged(400).pk).update(state=State.SUSPENDED)
    assert freshness.ask_to_confirm() == 0
    assert not Letter.objects.exists()


def test_the_desks_of_office_and_owners_say_so() -> None:
    row = aged(400)
    row.memberships.create(person=cast.amina(), role="owner")
    row.memberships.create(person=cast.farid(), role="reader")
    freshness.mark_stale()
    assert "1 record may be out of date" in [str(task.title) for task in tasks_of(cast.chiara())]
    assert [task.url for task in tasks_of(cast.amina())] == [row.get_absolute_url()]
    assert not tasks_of(cast.farid())


def test_an_editor_confirms_by_one_button_and_a_stranger_cannot(client) -> None:
    row = aged(400)
    row.memberships.create(person=cast.amina(), role="editor")
    address = f"/en/organisations/{row.reference}/step/confirm/"
    client.force_login(cast.farid())
    assert client.post(address).status_code == 404
    client.force_login(cast.amina())
    client.post(address)
    assert not Organisation.objects.get(pk=row.pk).may_be_out_of_date
