"""The life of a candidacy: named by somebody, agreed to by the person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ponte.convene.models import Candidate
from ponte.convene.models.electing import Consent, ElectionState
from ponte.core.refusal import Refused
from ponte.core.workflow import Step, Workflow


def vote_is_not_open(candidate: Candidate) -> None:
    """While people vote, and after, the list of candidates stays as it is."""
    if candidate.election.state != ElectionState.PREPARED:
        raise Refused(_("Not now: the vote is open or over, and its candidates stay as they are."))


def acts_still(candidate: Candidate) -> None:
    """Who is elected acts for a member."""
    if not candidate.delegate.acts:
        raise Refused(_("They act for no member of the table any more."))


def _step(name: str, label: Any, before: set[str], after: str, **more: Any) -> Step:
    return Step(name, label, before, after, **({"guards": (vote_is_not_open,)} | more))


lifecycle = Workflow(
    "convene.candidate",
    _step(
        "consent",
        _("Stands for election"),
        {Consent.ASKED, Consent.DECLINED, Consent.WITHDRAWN},
        Consent.STANDS,
        guards=(vote_is_not_open, acts_still),
        stamp="consented",
        needs_reason=False,
        explain=_("Only with the person's own yes."),
    ),
    _step("decline", _("Does not stand"), {Consent.ASKED}, Consent.DECLINED),
    _step("withdraw", _("Withdraws"), {Consent.STANDS}, Consent.WITHDRAWN),
    model_field="consent",
)
