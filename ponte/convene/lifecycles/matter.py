"""The life of a matter that goes up the tree: raised, taken up, answered; or sent back, or further up."""

from django.utils.translation import gettext_lazy as _

from ponte.convene.models import Matter
from ponte.convene.models.matter import MatterState
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow

OPEN = frozenset({MatterState.RAISED, MatterState.TAKEN_UP})


def there_is_a_table_above(matter: Matter) -> None:
    """The topmost table answers itself."""
    if matter.table.parent_id is None:
        raise Refused(_("There is no table above this one."))


def write_answer(move: Move) -> None:
    """The reason given is the answer both tables read."""
    move.subject.answer = move.reason


def go_up(move: Move) -> None:
    """To the table above; where it came from stays."""
    move.subject.table_id = move.subject.table.parent_id


lifecycle = Workflow(
    "convene.matter",
    Step("take_up", _("Take it up"), {MatterState.RAISED}, MatterState.TAKEN_UP),
    Step(
        "answer",
        _("Answer"),
        OPEN,
        MatterState.ANSWERED,
        effects=(write_answer,),
        needs_reason=True,
        stamp="settled",
        explain=_("Both tables read the answer."),
    ),
    Step(
        "send_back",
        _("Send it back"),
        OPEN,
        MatterState.SENT_BACK,
        effects=(write_answer,),
        needs_reason=True,
        stamp="settled",
        explain=_("Because the table below can settle it, or something is missing: say what."),
    ),
    Step(
        "pass_on",
        _("Bring it further up"),
        OPEN,
        MatterState.RAISED,
        guards=(there_is_a_table_above,),
        effects=(go_up,),
    ),
    Step("withdraw", _("Take it back"), OPEN, MatterState.WITHDRAWN, stamp="settled"),
)
