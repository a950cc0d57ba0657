"""Steps that take two people: one proposes, another confirms."""

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core import changes
from ponte.core.models.change import Change
from ponte.core.models.proposal import Proposal
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.values import plain
from ponte.core.workflow.step import Move

SOMEBODY_ELSE = gettext_lazy("You proposed this. Somebody else must confirm it.")


def verb_of(step: str) -> str:
    """How the change log calls the proposing of a step."""
    return f"propose_{step}"


def withdrawn_verb_of(step: str) -> str:
    """How the change log calls the taking back of a proposal."""
    return verb_of(f"not_{step}")


def open_proposals(subject: models.Model) -> models.QuerySet[Proposal]:
    """What waits for a second person, oldest first."""
    own = Proposal.objects.filter(kind=changes.kind_of(subject), subject_id=subject.pk, outcome="")
    return own.select_related("proposed_by").order_by("id")


def standing(
    subject: models.Model, *, workflow: str, step: str, state: str, permission: str
) -> Proposal | None:
    """The open proposal of this step, if it still means what its proposer saw.

    It lapses when anything about the thing was changed since, or when the proposer may not do this any more.
    """
    proposal = open_proposals(subject).filter(workflow=workflow, step=step).first()
    if proposal is None or proposal.state != state:
        return None
    later = Change.objects.filter(kind=proposal.kind, subject_id=subject.pk, id__gt=proposal.change_id)
    if later.exclude(verb__startswith=verb_of("")).exists():
        return None
    proposer = proposal.proposed_by
    may = proposer is not None and proposer.is_active and proposer.has_perm(permission, subject)
    return proposal if may else None


def propose(move: Move, *, workflow: str) -> Proposal:
    """Keep a step for somebody else to confirm; inside the transaction that holds the lock of the thing."""
    subject, step = move.subject, move.step.name
    _settle(open_proposals(subject).filter(workflow=workflow, step=step), Proposal.Outcome.LAPSED)
    change = changes.append(subject, by=move.by, verb=verb_of(step), values={}, note=move.reason, at=move.at)
    return Proposal.objects.create(
        kind=changes.kind_of(subject),
        subject_id=subject.pk,
        workflow=workflow,
        step=step,
        state=move.from_state,
        facts=plain(move.facts),
        reason=move.reason,
        proposed_at=move.at,
        proposed_by=move.by,
        change=change,
    )


def confirm(proposal: Proposal, *, by: Any, facts: dict[str, Any]) -> dict[str, Any]:
    """Settle a proposal by a second person and give the facts that were proposed; theirs may not differ."""
    if proposal.proposed_by_id == by.pk:
        raise Refused(SOMEBODY_ELSE)
    if facts and plain(facts) != proposal.facts:
        raise Refused(
            _("This differs from what %(name)s proposed. Confirm that, or ask for it to be withdrawn.")
            % {"name": proposal.proposed_by}
        )
    _settle(Proposal.objects.filter(pk=proposal.pk), Proposal.Outcome.CONFIRMED, by=by)
    return dict(proposal.facts)


def lapse(subject: models.Model, *, workflow: str) -> None:
    """Close what was proposed for a state that the thing has left."""
    _settle(open_proposals(subject).filter(workflow=workflow), Proposal.Outcome.LAPSED)


def forget_proposals(subject: models.Model) -> None:
    """Empty what was said when steps of a thing were proposed; open ones lapse. That they were made stays."""
    _settle(open_proposals(subject), Proposal.Outcome.LAPSED)
    told = Proposal.objects.filter(kind=changes.kind_of(subject), subject_id=subject.pk)
    told.order_by().update(facts={}, reason="")


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Any) -> None:
    """The proposer takes it back."""
    now = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if now.proposed_by_id != by.pk:
        raise NotPermitted(_("Only the person who proposed this can withdraw it."))
    if not now.is_open:
        raise Refused(_("This proposal is settled already."))
    _settle(Proposal.objects.filter(pk=now.pk), Proposal.Outcome.WITHDRAWN, by=by)
    subject = apps.get_model(now.kind)._base_manager.filter(pk=now.subject_id).first()
    if subject is not None:
        changes.append(subject, by=by, verb=withdrawn_verb_of(now.step), values={})
    proposal.refresh_from_db()


def _settle(proposals: models.QuerySet[Proposal], outcome: str, *, by: Any = None) -> None:
    proposals.order_by().update(outcome=outcome, settled_at=timezone.now(), settled_by=by)
