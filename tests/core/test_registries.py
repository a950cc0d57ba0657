"""Higher domains tell the house what they have."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.template import Context, Template

from ponte.core import registries
from ponte.core.registries import PageSlots, Registry, Task, slot, tasks_of
from ponte.core.workflow.waiting import proposals_to_confirm
from tests.testapp.lifecycle import lifecycle
from tests.testapp.models import Bridge, State


def test_entries_keep_their_order_and_names_are_taken_once() -> None:
    registry: Registry[str] = Registry()
    registry.add("b", "second")
    registry.add("a", "first")
    assert (list(registry), registry["a"], len(registry)) == (["second", "first"], "first", 2)
    with pytest.raises(ValueError, match="already"):
        registry.add("a", "again")


def test_tasks_of_a_person_come_oldest_first_and_undated_last(monkeypatch) -> None:
    own: Registry[registries.TasksOf] = Registry()
    monkeypatch.setattr(registries, "tasks", own)
    own.add("a", lambda _user: [Task("Some day", "/"), Task("Friday", "/", date(2026, 11, 27))])
    own.add("b", lambda _user: [Task("Monday", "/", datetime(2026, 11, 23, 9, tzinfo=UTC))])
    assert [task.title for task in tasks_of(None)] == ["Monday", "Friday", "Some day"]


def test_a_slot_shows_what_has_something_to_show() -> None:
    place = PageSlots().slot("testapp.bridge.panels")
    place.add("a.html", lambda _request, bridge: {"name": bridge.name})
    place.add("b.html", lambda _request, _bridge: None)
    assert [panel.template for panel in place.panels(None, Bridge(name="Rialto"))] == ["a.html"]


def test_a_page_renders_its_slot(rf) -> None:
    slot("testapp.bridge.above").add("testapp/toll.html", lambda _request, bridge: {"name": bridge.name})
    page = Template('{% load slots %}<main>{% page_slot "testapp.bridge.above" bridge %}</main>')
    shown = page.render(Context({"request": rf.get("/"), "bridge": Bridge(name="<Rialto>")}))
    assert shown == "<main><p>Toll of &lt;Rialto&gt;</p></main>"


@pytest.mark.django_db
def test_a_proposal_is_a_task_of_those_who_may_confirm() -> None:
    bruno, chiara, farid = (
        get_user_model().objects.create_user(f"{name}@example.org", name=name)
        for name in ("Bruno", "Chiara", "Farid")
    )
    bridge = Bridge.objects.create(name="Rialto", state=State.BUILT, load_tested=True)
    lifecycle.perform("open", bridge, by=bruno)
    (task,) = proposals_to_confirm(chiara)
    assert (task.title, task.url) == ("Confirm “Open”: Rialto", bridge.get_absolute_url())
    assert task in tasks_of(chiara)
    assert proposals_to_confirm(bruno) == proposals_to_confirm(farid) == []
