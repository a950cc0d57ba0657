"""A row of a lifecycle, what it offers a person, and a move made by it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise

from ponte.core.models.proposal import Proposal
from ponte.core.refusal import Refused

Guard = Callable[[Any], None]
Effect = Callable[["Move"], None]


@dataclass(frozen=True)
class Step:
    """From which states a thing may go where, and under which conditions.

    guards    called with the thing; raise Refused with a sentence when the step is not possible now
    stamp     "decided" fills the fields `decided_at` and, where the model has it, `decided_by`
    effects   called with the Move inside its transaction, before the thing is saved
    beside    other things a step of two people is about: they are locked with it, and a change of one of them
              lapses a proposal like a change of the thing itself
    to_state  None when the thing stays in its state
    """

    name: str
    label: str | Promise
    from_states: Collection[str]
    to_state: str | None
    guards: tuple[Guard, ...] = field(default=(), kw_only=True)
    stamp: str = field(default="", kw_only=True)
    effects: tuple[Effect, ...] = field(default=(), kw_only=True)
    two_people: bool = field(default=False, kw_only=True)
    beside: Callable[[Any], Iterable[models.Model]] = field(default=lambda _subject: (), kw_only=True)
    needs_reason: bool = field(default=False, kw_only=True)
    explain: str | Promise = field(default="", kw_only=True)

    def refusal(self, subject: models.Model) -> Refused | None:
        """Why the first guard in the way says no."""
        try:
            for guard in self.guards:
                guard(subject)
        except Refused as refusal:
            return refusal
        return None


@dataclass(frozen=True)
class Offer:
    """A step of the present state as one person sees it; `why` says what stands in the way."""

    step: str
    label: str | Promise
    allowed: bool
    why: str | Promise = ""
    explain: str | Promise = ""
    needs_reason: bool = False
    # Somebody proposed it already, and this person would confirm.
    confirms: bool = False
    two_people: bool = False
    # This person proposed it and may take that back.
    may_withdraw: bool = False
    # What was proposed and holds; or what was proposed and does not hold any more.
    proposal: Proposal | None = None
    lapsed: Proposal | None = None


@dataclass(frozen=True)
class Move:
    """One performance of a step. With `is_proposal`, it waits for a second person and nothing has moved."""

    step: Step
    subject: Any
    by: Any
    at: datetime
    from_state: str
    to_state: str
    reason: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    is_proposal: bool = False
