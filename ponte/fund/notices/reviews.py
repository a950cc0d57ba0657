"""When a phase of review opens, its reviewers are told."""

from typing import Any

from ponte.core.workflow import Move
from ponte.fund.actions.review_letters import tell_of_phase

TOLD_AT = frozenset({"open", "reopen"})


def phase_moved(*, move: Move, **_signal: Any) -> None:
    """Their letters."""
    if move.step.name in TOLD_AT:
        tell_of_phase(move.subject)
