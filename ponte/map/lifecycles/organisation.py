"""The life of a record: declared, checked, verified, and perhaps one day taken off. Start reading the map here."""

from django.utils.translation import gettext_lazy as _

from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import State
from ponte.map.queries.index import keys_of, organisations
from ponte.map.queries.record import record_of

LISTED = frozenset({State.DECLARED, State.CHECKED, State.VERIFIED})


def source_is_known(organisation: Organisation) -> None:
    """Nobody verifies what came from nowhere."""
    if not organisation.source:
        raise Refused(_("Not yet: first write where we know this organisation from, under “This record”."))


def find_anew(move: Move) -> None:
    """A step changes who finds the record, so the index changes with it."""
    move.subject.changed_at = move.at
    record = record_of(move.subject)
    organisations.put(
        move.subject, before=keys_of(record, move.from_state), after=keys_of(record, move.to_state)
    )


lifecycle = Workflow(
    "map.organisation",
    Step(
        "check",
        _("Mark documents as checked"),
        {State.DECLARED},
        State.CHECKED,
        effects=(find_anew,),
        needs_reason=True,
        explain=_("Say which documents you saw. They need not be uploaded."),
    ),
    Step(
        "verify",
        _("Verify"),
        LISTED,
        State.VERIFIED,
        guards=(source_is_known,),
        effects=(find_anew,),
        stamp="verified",
        needs_reason=True,
        explain=_("Say how you know. The record counts as verified for one year."),
    ),
    Step(
        "question",
        _("Withdraw the verification"),
        {State.CHECKED, State.VERIFIED},
        State.DECLARED,
        effects=(find_anew,),
        needs_reason=True,
        explain=_("The record stays on the list, as not verified."),
    ),
    Step(
        "remove",
        _("Take off the register"),
        LISTED,
        State.REMOVED,
        effects=(find_anew,),
        two_people=True,
        needs_reason=True,
        explain=_("Only the office will see it. A second person has to confirm."),
    ),
    Step(
        "restore",
        _("Put back on the register"),
        {State.REMOVED},
        State.DECLARED,
        effects=(find_anew,),
        needs_reason=True,
    ),
)
