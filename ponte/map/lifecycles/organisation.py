"""The life of a record: declared, checked, verified, and perhaps one day dissolved or taken off.

Start reading the map here.
"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core import verbs
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import Consent, State, Visibility
from ponte.map.queries.index import STALE_KEYS, keys_of, organisations
from ponte.map.queries.record import record_of

LISTED = frozenset({State.DECLARED, State.CHECKED, State.VERIFIED})
TELL, ASK = "tell", "ask"  # what happens to a record without moving it: mails to the body itself
verbs.declare_step("map.organisation", TELL, _("Told that it is listed"))
verbs.declare_step("map.organisation", ASK, _("Asked whether all is right"))


def source_is_known(organisation: Organisation) -> None:
    """Nobody verifies what came from nowhere."""
    if not organisation.source:
        raise Refused(_("Not yet: first write where we know this organisation from, under “This record”."))


def as_seen_now(move: Move) -> None:
    """Whoever checks has seen what changed since."""
    move.subject.changed_since_check_at = None


def keep_the_day(move: Move) -> None:
    """When it ceased to exist, as told; today when nobody said."""
    told = move.facts.get("on")
    day = date.fromisoformat(told) if isinstance(told, str) and told else told
    move.subject.dissolved_on = day or timezone.localdate(move.at)
    if move.subject.dissolved_on > timezone.localdate(move.at):
        raise Refused(_("This day has not come yet. Write the day on which it ended, or leave it empty."))


def forget_the_day(move: Move) -> None:
    """It exists again."""
    move.subject.dissolved_on = None


def find_anew(move: Move) -> None:
    """A step changes who finds the record, so the index changes with it."""
    move.subject.changed_at = move.at
    record = record_of(move.subject)
    organisations.put(
        move.subject, before=keys_of(record, move.from_state), after=keys_of(record, move.to_state)
    )


def count_as_fresh(move: Move) -> None:
    """Who looks for what may be out of date does not find it any more."""
    if move.subject.is_stale:
        move.subject.is_stale = False
        organisations.put(move.subject, before=STALE_KEYS, after={})


def leave_view(move: Move) -> None:
    """Nobody outside the office sees it any more, and it stays so if it is put back one day."""
    record = record_of(move.subject)
    move.subject.consent, move.subject.visibility = Consent.WITHDRAWN, Visibility.OFFICE
    move.subject.changed_at = move.at
    after = record_of(move.subject)
    organisations.put(
        move.subject, before=keys_of(record, move.from_state), after=keys_of(after, move.to_state)
    )


lifecycle = Workflow(
    "map.organisation",
    Step(
        "accept",
        _("Take onto the register"),
        {State.PROPOSED},
        State.DECLARED,
        effects=(find_anew,),
        explain=_("They told us of themselves. From now on it is seen by whoever they wish."),
    ),
    Step(
        "decline",
        _("Decline"),
        {State.PROPOSED},
        State.REMOVED,
        effects=(find_anew,),
        needs_reason=True,
        explain=_("They get your reason by mail."),
    ),
    Step(
        "check",
        _("Mark documents as checked"),
        {State.DECLARED},
        State.CHECKED,
        effects=(as_seen_now, find_anew),
        needs_reason=True,
        explain=_("Say which documents you saw. They need not be uploaded."),
    ),
    Step(
        "verify",
        _("Verify"),
        LISTED,
        State.VERIFIED,
        guards=(source_is_known,),
        effects=(as_seen_now, find_anew),
        stamp="verified",
        needs_reason=True,
        explain=_("Say how you know. The record counts as verified for one year."),
    ),
    Step(
        "question",
        _("Withdraw the verification"),
        {State.CHECKED, State.VERIFIED},
        State.DECLARED,
        effects=(as_seen_now, find_anew),
        needs_reason=True,
        explain=_("The record stays on the list, as not verified."),
    ),
    Step(
        "suspend",
        _("Suspend"),
        LISTED,
        State.SUSPENDED,
        effects=(as_seen_now, find_anew),
        needs_reason=True,
        explain=_("Only the office and its own people will see it. Its owners get your reason by mail."),
    ),
    Step(
        "resume",
        _("End the suspension"),
        {State.SUSPENDED},
        State.DECLARED,
        effects=(find_anew,),
        needs_reason=True,
        explain=_("It is on the list again, as not verified."),
    ),
    Step(
        "dissolve",
        _("Mark that it does not exist any more"),
        LISTED | {State.SUSPENDED},
        State.DISSOLVED,
        effects=(keep_the_day, as_seen_now, find_anew),
        needs_reason=True,
        explain=_("It stays on the list and says so, because people still look for it."),
    ),
    Step(
        "revive",
        _("Mark that it exists again"),
        {State.DISSOLVED},
        State.DECLARED,
        effects=(forget_the_day, find_anew),
        needs_reason=True,
    ),
    Step(
        "confirm",
        _("Confirm that all is right"),
        LISTED,
        None,
        effects=(count_as_fresh,),
        stamp="confirmed",
        explain=_("For one year the record does not count as out of date."),
    ),
    Step(
        "withdraw",
        _("Hide it: they do not want to be listed"),
        LISTED | {State.SUSPENDED, State.DISSOLVED},
        State.WITHDRAWN,
        effects=(leave_view,),
        stamp="withdrawn",
        explain=_("Nobody outside the office sees it from now on. The office has one month to finish."),
    ),
    Step(
        "remove",
        _("Take off the register"),
        LISTED | {State.SUSPENDED, State.DISSOLVED, State.WITHDRAWN},
        State.REMOVED,
        effects=(find_anew,),
        two_people=True,
        needs_reason=True,
        explain=_("Only the office will see it. A second person has to confirm."),
    ),
    Step(
        "restore",
        _("Put back on the register"),
        {State.WITHDRAWN, State.REMOVED},
        State.DECLARED,
        effects=(find_anew,),
        needs_reason=True,
    ),
)
