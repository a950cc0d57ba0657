"""The life of a membership in a federation: asked by one side, confirmed by the other or by the office, ended."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from ponte.map.models import Affiliation
from ponte.map.models.affiliation import AffiliationState
from ponte.map.queries.affiliations import goes_in_a_circle

JOINED, GAINED, LEFT, LOST = "joined_federation", "gained_member", "left_federation", "lost_member"
for verb, label in (
    (JOINED, _("Became a member of a federation")),
    (GAINED, _("Has a new member")),
    (LEFT, _("Is no member of a federation any more")),
    (LOST, _("Lost a member")),
):
    verbs.declare_step("map.organisation", verb, label)


def refuse_a_circle(move: Move) -> None:
    """Who is a member cannot be the federation of its federation. No guard: a list of fifty would ask fifty times."""
    if goes_in_a_circle(move.subject.member, move.subject.federation):
        raise Refused(CIRCLE)


CIRCLE = _(
    "This would go in a circle: the federation is itself a member of that organisation, directly or through others. "
    "End that membership first."
)


def finish(move: Move) -> None:
    """Until today."""
    move.subject.until = timezone.localdate()


def tell_both(member_verb: str, federation_verb: str) -> Callable[[Move], None]:
    """The history of both organisations says what happened between them."""

    def effect(move: Move) -> None:
        row: Affiliation = move.subject
        is_new = member_verb == JOINED
        for subject, verb, field, other in (
            (row.member, member_verb, "federation", row.federation),
            (row.federation, federation_verb, "member", row.member),
        ):
            pair = {"before": "", "after": other.name} if is_new else {"before": other.name, "after": ""}
            changes.append(subject, by=move.by, verb=verb, values={field: pair}, at=move.at)

    return effect


lifecycle = Workflow(
    "map.affiliation",
    Step(
        "confirm",
        _("Confirm the membership"),
        {AffiliationState.ASKED},
        AffiliationState.CONFIRMED,
        effects=(refuse_a_circle, tell_both(JOINED, GAINED)),
        explain=_("Both pages then say so to everybody who may see them."),
    ),
    Step(
        "decline",
        _("Decline"),
        {AffiliationState.ASKED},
        AffiliationState.DECLINED,
        effects=(finish,),
    ),
    Step(
        "take_back",
        _("Take back what you asked"),
        {AffiliationState.ASKED},
        AffiliationState.ENDED,
        effects=(finish,),
    ),
    Step(
        "end",
        _("End the membership"),
        {AffiliationState.CONFIRMED},
        AffiliationState.ENDED,
        effects=(finish, tell_both(LEFT, LOST)),
        explain=_("It stays in the history of both."),
    ),
)
