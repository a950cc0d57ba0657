"""The life of a request about personal data, with the clock of the law."""

from django.utils.translation import gettext_lazy as _

from ponte.accounts.models.data_request import DataRequest, Ground, today
from ponte.accounts.models.data_request import RequestState as State
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow

CONFIRMED = frozenset({State.CONFIRMED, State.WORKING})


def not_extended_yet(request: DataRequest) -> None:
    """Time is extended once."""
    if request.extended_at:
        raise Refused(_("The time was extended already. Answer now, with what you have."))


def still_in_the_first_month(request: DataRequest) -> None:
    """The person hears of it within the first month."""
    if request.due_on < today():
        raise Refused(_("Too late: the first month is over, and only within it may you ask for more time."))


def name_the_ground(move: Move) -> None:
    """Nobody is refused without a reason that the law knows."""
    if move.facts.get("ground") not in Ground.values:
        raise Refused(_("Choose the legal reason."))
    move.subject.ground = move.facts["ground"]


lifecycle = Workflow(
    "accounts.datarequest",
    Step(
        "confirm",
        _("Confirm who they are"),
        {State.RECEIVED},
        State.CONFIRMED,
        stamp="confirmed",
        needs_reason=True,
        explain=_("By the link in the mail, or because you saw a paper. Say which; copy nothing."),
    ),
    Step("begin", _("Begin"), {State.CONFIRMED}, State.WORKING),
    Step(
        "extend",
        _("Take two months more"),
        CONFIRMED,
        None,
        guards=(not_extended_yet, still_in_the_first_month),
        stamp="extended",
        needs_reason=True,
        explain=_("Only once, when it is hard or there are many. They read your reason in a mail."),
    ),
    Step(
        "answer",
        _("Mark as answered"),
        CONFIRMED,
        State.ANSWERED,
        stamp="settled",
        needs_reason=True,
        explain=_("They read what you write in a mail. Give them the download as well."),
    ),
    Step(
        "refuse",
        _("Refuse"),
        {State.RECEIVED, *CONFIRMED},
        State.REFUSED,
        effects=(name_the_ground,),
        stamp="settled",
        needs_reason=True,
        explain=_("They read your reason, and where to complain, in a mail."),
    ),
)
