"""The life of a bridge."""

from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from tests.testapp.models import State


def load_is_tested(bridge) -> None:
    """The load is tested."""
    if not bridge.load_tested:
        raise Refused("The load has not been tested.")


def set_toll(move: Move) -> None:
    move.subject.toll = move.facts.get("toll", 0)
    if move.subject.toll < 0:
        raise Refused("A toll cannot be negative.")


lifecycle = Workflow(
    "testapp.bridge",
    Step("build", "Build", {State.PLANNED}, State.BUILT),
    Step(
        "open",
        "Open",
        {State.BUILT},
        State.OPEN,
        guards=(load_is_tested,),
        stamp="opened",
        effects=(set_toll,),
        two_people=True,
        explain="People may walk over it.",
    ),
    Step("toll", "Set the toll", {State.BUILT, State.OPEN}, None, effects=(set_toll,)),
    Step("close", "Close", {State.BUILT, State.OPEN}, State.CLOSED, needs_reason=True),
)
