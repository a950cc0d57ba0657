"""The life of a review: handed out, written, handed in; or set aside."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from ponte.fund.models import Review
from ponte.fund.models.vocabulary import SET_ASIDE, ReviewState
from ponte.fund.queries.scores import takes

OPEN, SUBMITTED, ABSTAINED = ReviewState.OPEN, ReviewState.SUBMITTED, ReviewState.ABSTAINED
HUNDREDTHS = 100


def the_phase_is_open(review: Review) -> None:
    """There is a time for reviews."""
    if not review.phase.is_open:
        raise Refused(_("This phase of the review is not open. Ask the office."))


def it_is_complete(review: Review) -> None:
    """Every criterion has its points, none more than its weight."""
    given = dict(review.scores.values_list("criterion_id", "points").order_by())
    for criterion in review.phase.call.criteria.all():
        points = given.get(criterion.pk)
        if points is None:
            raise Refused(_("Give points for every criterion first. “%s” has none.") % criterion)
        if points > criterion.weight:
            raise Refused(takes(criterion.name, criterion.weight))


def add_up(move: Move) -> None:
    """Of 100, in hundredths, since weights total 100."""
    given = move.subject.scores.filter(criterion__call=move.subject.phase.call)
    move.subject.points = sum(given.order_by().values_list("points", flat=True)) * HUNDREDTHS


def take_points_off(move: Move) -> None:
    """What is being written, or set aside, has no points."""
    move.subject.points = move.subject.submitted_at = None


lifecycle = Workflow(
    "fund.review",
    Step(
        "submit",
        pgettext_lazy("of a review", "Hand in"),
        {OPEN},
        SUBMITTED,
        guards=(the_phase_is_open, it_is_complete),
        stamp="submitted",
        effects=(add_up,),
        explain=_("Your points count from now on. You can take the review back while the phase is open."),
    ),
    Step(
        "abstain",
        pgettext_lazy("of a review", "Abstain"),
        {OPEN},
        ABSTAINED,
        guards=(the_phase_is_open,),
        effects=(take_points_off,),
        needs_reason=True,
        explain=_("You do not judge this application, and the office asks somebody else. Say why."),
    ),
    Step(
        "resume",
        pgettext_lazy("of a review", "Take back and change"),
        {SUBMITTED, ABSTAINED},
        OPEN,
        guards=(the_phase_is_open,),
        effects=(take_points_off,),
    ),
    Step(
        "release",
        pgettext_lazy("of a review", "Take back from this reviewer"),
        {OPEN, ABSTAINED},
        ReviewState.RELEASED,
        effects=(take_points_off,),
        needs_reason=True,
    ),
    Step(
        "shut_out",
        pgettext_lazy("of a review", "Conflict of interest"),
        frozenset(ReviewState) - SET_ASIDE | {ABSTAINED},
        ReviewState.CONFLICT,
        effects=(take_points_off,),
    ),
)
