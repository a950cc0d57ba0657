"""The life of a claim: somebody says they speak for an organisation, and the office decides.

An accepted claim makes its person an owner, in the same transaction. Where somebody owns the record already,
acceptance takes two people of the office, and the owners may object.
"""

from django.utils.translation import gettext_lazy as _

from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from ponte.map.lifecycles.members import give_role, has_an_owner
from ponte.map.models import Claim
from ponte.map.models.claim import STILL_OPEN, ClaimState
from ponte.map.models.vocabulary import UNLISTED, MemberRole, State

OPEN = frozenset(STILL_OPEN)


def nobody_owns_it(claim: Claim) -> None:
    """Nobody owns the record yet."""
    if has_an_owner(claim.organisation):
        raise Refused(_("This record has an owner, so two people of the office have to accept the claim."))


def somebody_owns_it(claim: Claim) -> None:
    """Somebody owns the record already."""
    if not has_an_owner(claim.organisation):
        raise Refused(_("Nobody owns this record, so one person is enough."))


def record_is_kept(claim: Claim) -> None:
    """The record is still on the register."""
    if claim.organisation.state in UNLISTED - {State.SUSPENDED}:
        raise Refused(_("This record is not on the register any more, so nobody can own it."))


def make_owner(move: Move) -> None:
    """Who claimed answers for the record from now on."""
    claim = move.subject
    give_role(claim.organisation, claim.person, MemberRole.OWNER, by=move.by)


lifecycle = Workflow(
    "map.claim",
    Step(
        "accept",
        _("Accept the claim"),
        OPEN,
        ClaimState.ACCEPTED,
        guards=(nobody_owns_it, record_is_kept),
        effects=(make_owner,),
        stamp="decided",
        needs_reason=True,
        explain=_("Say how you know. They can then edit the record and invite others."),
    ),
    Step(
        "accept_beside",
        _("Accept the claim beside the owner"),
        OPEN,
        ClaimState.ACCEPTED,
        guards=(somebody_owns_it, record_is_kept),
        effects=(make_owner,),
        two_people=True,
        stamp="decided",
        needs_reason=True,
        explain=_("Somebody owns this record already. A second person of the office has to confirm."),
    ),
    Step(
        "refuse",
        _("Refuse the claim"),
        OPEN,
        ClaimState.REFUSED,
        stamp="decided",
        needs_reason=True,
        explain=_("They get your reason by mail."),
    ),
    Step(
        "ask",
        _("Ask for more"),
        {ClaimState.OPEN},
        ClaimState.ASKED,
        needs_reason=True,
        explain=_("Write what would help you to decide. They get it by mail."),
    ),
    Step("answer", _("Answer the office"), {ClaimState.ASKED}, ClaimState.OPEN, needs_reason=True),
    Step("withdraw", _("Take my claim back"), OPEN, ClaimState.WITHDRAWN, stamp="decided"),
    Step(
        "object",
        _("Object"),
        OPEN,
        None,
        needs_reason=True,
        explain=_("Say why they do not speak for your organisation. The office reads it before it decides."),
    ),
)
