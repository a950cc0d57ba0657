"""A lifecycle does all of a step or nothing, and says why not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ponte.core import changes, versions
from ponte.core.models import Change
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.workflow import Step, Workflow, moved, registered
from tests.testapp.lifecycle import lifecycle
from tests.testapp.models import Bridge, State

pytestmark = pytest.mark.django_db


def test_a_step_moves_logs_and_counts(planned, bruno) -> None:
    move = lifecycle.perform("build", planned, by=bruno, reason="Money came")
    assert (planned.state, move.from_state, move.to_state) == ("built", "planned", "built")
    planned.refresh_from_db()
    change = changes.history_of(planned).get()
    assert (planned.state, change.verb, change.by, change.note) == ("built", "build", bruno, "Money came")
    assert change.values == {"state": {"before": "planned", "after": "built"}}
    assert (change.verb_label, versions.number("testapp.bridge")) == ("Build", 1)
    assert not changes.can_undo(change, {"state": "built"})


@pytest.mark.parametrize("step", lifecycle.steps)
@pytest.mark.parametrize("state", State)
def test_a_stranger_can_do_nothing_anywhere(step, state, farid) -> None:
    bridge = Bridge.objects.create(name="Rialto", state=state, load_tested=True)
    with pytest.raises(NotPermitted, match="not permitted"):
        lifecycle.perform(step, bridge, by=farid, reason="I want to")
    assert lifecycle.open_to(farid, bridge) == []
    assert not Change.objects.exists()


@pytest.mark.parametrize("step", lifecycle.steps)
@pytest.mark.parametrize("state", State)
def test_a_step_starts_only_from_its_states(step, state, bruno) -> None:
    bridge = Bridge.objects.create(name="Rialto", state=state, load_tested=True)
    offered = {offer.step for offer in lifecycle.open_to(bruno, bridge) if offer.allowed}
    assert (step in offered) == (state in lifecycle.steps[step].from_states)
    if step not in offered:
        with pytest.raises(Refused, match="is not possible now"):
            lifecycle.perform(step, bridge, by=bruno, reason="Because")


def test_a_guard_refuses_and_the_offer_says_why(built, bruno) -> None:
    Bridge.objects.update(load_tested=False)
    built.refresh_from_db()
    (offer,) = [offer for offer in lifecycle.open_to(bruno, built) if offer.step == "open"]
    assert (offer.allowed, offer.why, offer.two_people) == (False, "The load has not been tested.", True)
    with pytest.raises(Refused, match="not been tested"):
        lifecycle.perform("open", built, by=bruno)


def test_a_reason_is_asked_for(built, bruno) -> None:
    with pytest.raises(Refused, match="Give a reason"):
        lifecycle.perform("close", built, by=bruno, reason="  ")
    lifecycle.perform("close", built, by=bruno, reason="Flood")
    assert built.state == State.CLOSED


def test_an_effect_that_fails_leaves_everything_as_it_was(built, bruno) -> None:
    with pytest.raises(Refused, match="negative"):
        lifecycle.perform("toll", built, by=bruno, toll=-1)
    assert built.toll == 0
    built.refresh_from_db()
    assert (built.toll, Change.objects.count(), versions.number("testapp.bridge")) == (0, 0, 0)


def test_a_step_that_stays_is_still_logged(built, bruno) -> None:
    lifecycle.perform("toll", built, by=bruno, toll=3)
    lifecycle.perform("toll", built, by=bruno, toll=3)
    latest, first = changes.history_of(built)
    assert first.values == {"toll": {"before": 0, "after": 3}}
    assert (latest.values, built.state) == ({}, State.BUILT)


def test_an_old_copy_of_the_thing_decides_nothing(planned, bruno, chiara) -> None:
    old = Bridge.objects.get(pk=planned.pk)
    old.name = "Unsaved"
    lifecycle.perform("build", planned, by=bruno)
    with pytest.raises(Refused, match="The state is “Built”"):
        lifecycle.perform("build", old, by=chiara)
    lifecycle.perform("toll", old, by=chiara, toll=1)
    assert (old.state, old.name, Bridge.objects.get().name) == ("built", "Rialto", "Rialto")


def test_what_is_gone_and_what_is_unknown_is_refused(planned, bruno) -> None:
    with pytest.raises(Refused, match="no such step"):
        lifecycle.perform("explode", planned, by=bruno)
    Bridge.objects.filter(pk=planned.pk).delete()
    with pytest.raises(Refused, match="does not exist any more"):
        lifecycle.perform("build", planned, by=bruno)


def test_the_system_may_move_without_permission(planned) -> None:
    lifecycle.perform("build", planned, by=None)
    assert (changes.history_of(planned).get().via, planned.state) == ("system", "built")


def test_news_is_sent_after_commit_only(planned, bruno, django_capture_on_commit_callbacks) -> None:
    heard = []

    def hear(move, **_more) -> None:
        heard.append((move.step.name, move.subject.pk, move.by))

    moved.connect(hear, sender=Bridge)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            lifecycle.perform("build", planned, by=bruno)
            assert heard == []
        assert heard == [("build", planned.pk, bruno)]
    finally:
        moved.disconnect(hear, sender=Bridge)


def test_the_moment_may_be_given(built, bruno, chiara) -> None:
    then = timezone.now() - timedelta(days=3)
    lifecycle.perform("open", built, by=bruno)
    lifecycle.perform("open", built, by=chiara, at=then)
    assert (built.opened_at, built.opened_by) == (then, chiara)


def test_a_lifecycle_is_declared_once() -> None:
    assert registered["testapp.bridge"] is lifecycle
    with pytest.raises(ValueError, match="twice"):
        Workflow("testapp.bridge", Step("build", "Build", {State.PLANNED}, State.BUILT))
