"""Steps that take two people: one proposes, another confirms."""

from collections.abc import Iterable
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


def declined_verb_of(step: str) -> str:
    """How the change log calls the refusal of a proposal by somebody else."""
    return verb_of(f"no_{step}")


def open_proposals(subject: models.Model) -> models.QuerySet[Proposal]:
    """What waits for a second person, oldest first."""
    own = Proposal.objects.filter(kind=changes.kind_of(subject), subject_id=subject.pk, outcome="")
    return own.select_related("proposed_by").order_by("id")


def open_proposal(subject: models.Model, *, workflow: str, step: str) -> Proposal | None:
    """What was proposed for this step and nobody settled, whether it still holds or not."""
    return open_proposals(subject).filter(workflow=workflow, step=step).first()


def holds(
    proposal: Proposal,
    subject: models.Model,
    *,
    state: str,
    permission: str,
    beside: Iterable[models.Model] = (),
) -> bool:
    """Whether a proposal still means what its proposer saw.

    It lapses when anything about the thing, or one beside it, was changed since, or when the proposer may not
    do this any more.
    """
    if proposal.state != state or _changed_since(proposal, [subject, *beside]):
        return False
    proposer = proposal.proposed_by
    return bool(proposer and proposer.is_active and proposer.has_perm(permission, subject))


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
    if proposal.proposed_by_id != by.pk:
        raise NotPermitted(_("Only the person who proposed this can withdraw it."))
    _end(proposal, Proposal.Outcome.WITHDRAWN, by=by, verb=withdrawn_verb_of(proposal.step))


@transaction.atomic
def decline(proposal: Proposal, *, by: Any, reason: str) -> None:
    """Somebody else, who might have confirmed it, says no; the thing stays as it is."""
    if proposal.proposed_by_id == by.pk:
        raise Refused(_("You proposed this. Withdraw it instead."))
    if not reason.strip():
        raise Refused(_("Give a reason."))
    _end(proposal, Proposal.Outcome.DECLINED, by=by, verb=declined_verb_of(proposal.step), note=reason)


def _end(proposal: Proposal, outcome: str, *, by: Any, verb: str, note: str = "") -> None:
    now = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not now.is_open:
        raise Refused(_("This proposal is settled already."))
    _settle(Proposal.objects.filter(pk=now.pk), outcome, by=by)
    subject = apps.get_model(now.kind)._base_manager.filter(pk=now.subject_id).first()
    if subject is not None:
        changes.append(subject, by=by, verb=verb, values={}, note=note)
    proposal.refresh_from_db()


def _changed_since(proposal: Proposal, things: Iterable[models.Model]) -> bool:
    about = models.Q(pk__in=[])
    for thing in things:
        about |= models.Q(kind=changes.kind_of(thing), subject_id=thing.pk)
    later = Change.objects.filter(about, id__gt=proposal.change_id)
    return later.exclude(verb__startswith=verb_of("")).exists()


def _settle(proposals: models.QuerySet[Proposal], outcome: str, *, by: Any = None) -> None:
    proposals.order_by().update(outcome=outcome, settled_at=timezone.now(), settled_by=by)
