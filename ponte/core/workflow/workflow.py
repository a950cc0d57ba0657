"""A lifecycle as a table of steps, and the one way to move a thing along it."""

from collections.abc import Container
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from ponte.core import changes, verbs
from ponte.core.models.change import Change
from ponte.core.models.proposal import Proposal
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.values import differing
from ponte.core.workflow import proposals
from ponte.core.workflow.diagram import mermaid
from ponte.core.workflow.signals import moved, proposed
from ponte.core.workflow.step import Move, Offer, Step

registered: dict[str, "Workflow"] = {}


class Workflow:
    """The life of one kind of thing. Who may do a step is the permission `app.step_model` on that thing."""

    def __init__(self, kind: str, *steps: Step, model_field: str = "state") -> None:
        self.kind = kind
        self.field = model_field
        self.steps = {step.name: step for step in steps}
        self.name = kind if model_field == "state" else f"{kind}.{model_field}"
        if self.name in registered or len(self.steps) != len(steps):
            raise ValueError(f"{self.name}: a lifecycle or a step is declared twice.")
        registered[self.name] = self
        for step in steps:
            verbs.declare_step(kind, step.name, step.label)
            if step.two_people:
                proposal = format_lazy("{}: {}", step.label, pgettext_lazy("step of a lifecycle", "proposed"))
                verbs.declare_step(kind, proposals.verb_of(step.name), proposal)
                taken_back = format_lazy(
                    "{}: {}", step.label, pgettext_lazy("step of a lifecycle", "proposal withdrawn")
                )
                verbs.declare_step(kind, proposals.withdrawn_verb_of(step.name), taken_back)
                declined = format_lazy(
                    "{}: {}", step.label, pgettext_lazy("step of a lifecycle", "proposal declined")
                )
                verbs.declare_step(kind, proposals.declined_verb_of(step.name), declined)

    @property
    def model(self) -> type[models.Model]:
        """The class of the things that live this life."""
        return apps.get_model(self.kind)

    @property
    def states(self) -> Any:
        """The field that says where the thing is, with its choices."""
        return self.model._meta.get_field(self.field)

    def permission(self, step: str) -> str:
        """The permission a person needs for the step."""
        app, model = self.kind.split(".")
        return f"{app}.{step}_{model}"

    def perform(
        self,
        step: str,
        obj: models.Model,
        *,
        by: Any,
        at: datetime | None = None,
        reason: str = "",
        **facts: Any,
    ) -> Move:
        """Make the step, or propose it if it takes two people and nobody has; all of it or nothing.

        `by` None is the system itself: no permission is asked, and it is never one of two people. Effects
        of a step that takes two people get the facts as JSON. Raises Refused with a sentence for the person.
        """
        row = self._step(step)
        with transaction.atomic():
            now = self._locked(obj)
            for thing in row.beside(now) if row.two_people else ():
                _copy(self._locked(thing), thing)
            state = self.state_of(now)
            self._check(row, now, by=by, reason=reason)
            move = Move(row, now, by, at or timezone.now(), state, row.to_state or state, reason, facts)
            if row.two_people:
                move = self._second(move) or self._first(move)
            if not move.is_proposal:
                self._go(move)
        _copy(move.subject, obj)
        return move

    def withdraw(self, step: str, obj: models.Model, *, by: Any) -> None:
        """Take back what this person proposed. Refused when there is no such proposal."""
        proposal = proposals.open_proposals(obj).filter(workflow=self.name, step=step, proposed_by=by).first()
        if proposal is None:
            raise Refused(_("This proposal is settled already."))
        proposals.withdraw(proposal, by=by)

    def decline(self, step: str, obj: models.Model, *, by: Any, reason: str) -> None:
        """Say no to what somebody else proposed. Refused to whoever could not have confirmed it."""
        if not by.has_perm(self.permission(step), obj):
            raise NotPermitted(_("You are not permitted to do this."))
        proposal = proposals.open_proposals(obj).filter(workflow=self.name, step=step).first()
        if proposal is None:
            raise Refused(_("This proposal is settled already."))
        proposals.decline(proposal, by=by, reason=reason)

    def standing(self, step: str, obj: models.Model) -> Proposal | None:
        """The proposal of this step that somebody else may confirm now, unless it lapsed."""
        proposal = proposals.open_proposal(obj, workflow=self.name, step=step)
        return proposal if proposal and self._holds(proposal, obj) else None

    def open_to(self, user: Any, obj: models.Model, *, only: Container[str] | None = None) -> list[Offer]:
        """The steps of the present state this person is permitted, each with what stands in its way.

        `only` names those a page shows: guards of the others are not asked.
        """
        state = self.state_of(obj)
        return [
            self._offer(step, obj, user)
            for step in self.steps.values()
            if (only is None or step.name in only)
            and state in step.from_states
            and user.has_perm(self.permission(step.name), obj)
        ]

    def state_of(self, obj: models.Model) -> str:
        """Where the thing is now, as plain text."""
        return str(getattr(obj, self.field))

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, in the reader's language."""
        return mermaid(self.states, self.steps.values())

    def _step(self, name: str) -> Step:
        if name not in self.steps:
            raise Refused(_("There is no such step."))
        return self.steps[name]

    def _locked(self, obj: models.Model) -> Any:
        # The caller's copy may be old and unsaved: what counts is the row, held until the end.
        try:
            return type(obj)._base_manager.select_for_update(of=("self",)).get(pk=obj.pk)
        except ObjectDoesNotExist:
            raise Refused(_("This does not exist any more.")) from None

    def _check(self, step: Step, obj: models.Model, *, by: Any, reason: str) -> None:
        if by is not None and not by.has_perm(self.permission(step.name), obj):
            raise NotPermitted(_("You are not permitted to do this."))
        if by is None and step.two_people:
            raise NotPermitted(_("This takes two people."))
        if self.state_of(obj) not in step.from_states:
            raise Refused(
                _("“%(step)s” is not possible now. The state is “%(state)s”.")
                % {"step": step.label, "state": getattr(obj, f"get_{self.field}_display")()}
            )
        if step.needs_reason and not reason.strip():
            raise Refused(_("Give a reason."))
        if refusal := step.refusal(obj):
            raise refusal

    def _holds(self, proposal: Proposal, obj: models.Model) -> bool:
        step = self._step(proposal.step)
        return proposals.holds(
            proposal,
            obj,
            state=self.state_of(obj),
            permission=self.permission(step.name),
            beside=step.beside(obj),
        )

    def _offer(self, step: Step, obj: models.Model, user: Any) -> Offer:
        open_one = step.two_people and proposals.open_proposal(obj, workflow=self.name, step=step.name)
        proposal = open_one if open_one and self._holds(open_one, obj) else None
        refusal = step.refusal(obj)
        why, own = str(refusal) if refusal else "", False
        if proposal and proposal.proposed_by_id == user.pk:
            why, own = str(proposals.SOMEBODY_ELSE), True
        return Offer(
            step.name,
            step.label,
            allowed=not why,
            why=why,
            explain=step.explain,
            needs_reason=step.needs_reason,
            confirms=bool(proposal and not why),
            two_people=step.two_people,
            may_withdraw=own,
            proposal=proposal,
            lapsed=open_one if open_one and not proposal else None,
        )

    def _second(self, move: Move) -> Move | None:
        """The move with what was proposed, when this person confirms it."""
        proposal = self.standing(move.step.name, move.subject)
        if proposal is None:
            return None
        return replace(move, facts=proposals.confirm(proposal, by=move.by, facts=dict(move.facts)))

    def _first(self, move: Move) -> Move:
        move = replace(move, to_state=move.from_state, is_proposal=True)
        proposals.propose(move, workflow=self.name)
        transaction.on_commit(partial(proposed.send_robust, sender=type(move.subject), move=move))
        return move

    def _go(self, move: Move) -> None:
        subject = move.subject
        before = _snapshot(subject)
        setattr(subject, self.field, move.to_state)
        if move.step.stamp:
            _stamp(move)
        for effect in move.step.effects:
            effect(move)
        after = _snapshot(subject)
        touched = [name for name in after if after[name] != before[name]]
        values = differing({name: before[name] for name in touched}, {name: after[name] for name in touched})
        via = Change.Via.PAGE if move.by else Change.Via.SYSTEM
        subject.save()
        proposals.lapse(subject, workflow=self.name)
        changes.append(
            subject, by=move.by, verb=move.step.name, values=values, note=move.reason, at=move.at, via=via
        )
        transaction.on_commit(partial(moved.send_robust, sender=type(subject), move=move))


def _stamp(move: Move) -> None:
    setattr(move.subject, f"{move.step.stamp}_at", move.at)
    if hasattr(move.subject, f"{move.step.stamp}_by_id"):
        setattr(move.subject, f"{move.step.stamp}_by", move.by)


def _snapshot(obj: models.Model) -> dict[str, Any]:
    return {field.name: deepcopy(field.value_from_object(obj)) for field in obj._meta.concrete_fields}


def _copy(fresh: models.Model, obj: models.Model) -> None:
    """Let the caller's object say what is stored now."""
    for field in fresh._meta.concrete_fields:
        setattr(obj, field.attname, getattr(fresh, field.attname))
