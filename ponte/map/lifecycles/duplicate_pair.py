"""Two records that may be one: told apart by one person, joined by two, and taken apart again by two."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.core.values import plain
from ponte.core.workflow import Move, Step, Workflow
from ponte.map.lifecycles.joining import Joining, moving
from ponte.map.models import DuplicatePair, Organisation
from ponte.map.models.vocabulary import PairState, State
from ponte.map.queries.index import organisations, whole_keys_of
from ponte.map.queries.record import whole

JOINED, TAKEN_APART = "merge", "unmerge"
verbs.declare_step("map.organisation", JOINED, _("Joined with another record"))
verbs.declare_step("map.organisation", TAKEN_APART, _("Taken apart again"))

# Whoever is suspended or off the register would slip back onto it through another record.
NOT_NOW = frozenset({State.SUSPENDED, State.REMOVED, State.MERGED})
# The record that stays is one people find, unless neither of the two is.
STAYS_LAST = frozenset({State.PROPOSED, State.DISSOLVED})


def both(pair: DuplicatePair) -> tuple[Organisation, Organisation]:
    """The two records."""
    return pair.one, pair.other


def both_stand(pair: DuplicatePair) -> None:
    """Neither record is suspended, off the register, or joined with another already."""
    for row in both(pair):
        if row.state in NOT_NOW:
            raise Refused(
                _("Not now: the state of “%(name)s” is “%(state)s”. That has to be settled first.")
                % {"name": row, "state": row.get_state_display()}
            )


def kept_still_stands(pair: DuplicatePair) -> None:
    """The record they were joined in was not joined with another since."""
    if pair.kept is not None and pair.kept.state == State.MERGED:
        raise Refused(
            _("Not now: “%(name)s” was joined with “%(other)s” since. Take those two apart first.")
            % {"name": pair.kept, "other": pair.kept.merged_into}
        )


def join(move: Move) -> None:
    """What was chosen goes to the record that stays, everything that points to the other follows it."""
    pair = move.subject
    kept, gone = in_order(pair, move.facts.get("keep"))
    before = {"state": gone.state, "merged_into": None}
    keys = whole_keys_of(gone)
    joining = Joining(kept, gone, move.by, move.at, move.facts, move.reason)
    moved = {entry.name: entry.over(joining) for entry in moving}
    gone.refresh_from_db()
    gone.state, gone.merged_into, gone.changed_at = State.MERGED, kept, move.at
    gone.save()
    organisations.put(gone, before=keys, after=None)
    tell(gone, move, before, {"state": gone.state, "merged_into": kept.reference})
    pair.kept, pair.moved = kept, plain({"state": before["state"], "moved": moved})


def take_apart(move: Move) -> None:
    """The other record stands again as it was; what was edited since the joining stays where it was edited."""
    pair = move.subject
    kept, gone = in_order(pair, "one" if pair.kept_id == pair.one_id else "other")
    joining = Joining(kept, gone, move.by, move.at, {}, move.reason)
    before = {"state": gone.state, "merged_into": kept.reference}
    gone.state, gone.merged_into, gone.changed_at = pair.moved["state"], None, move.at
    gone.save()
    moved = pair.moved["moved"]
    stays = [
        line for entry in moving if entry.name in moved for line in entry.back(joining, moved[entry.name])
    ]
    gone = whole(Organisation.objects.all()).get(pk=gone.pk)
    organisations.put(gone, before=None, after=whole_keys_of(gone))
    tell(gone, move, before, {"state": gone.state, "merged_into": None})
    pair.kept, pair.moved = None, {"stays": stays}


def in_order(pair: DuplicatePair, keep: Any) -> tuple[Organisation, Organisation]:
    """(the record that stays, the other one), both as they are stored now. The step holds their locks."""
    if keep not in ("one", "other"):
        raise Refused(_("Say which of the two records stays."))
    rows = whole(Organisation.objects.filter(pk__in=(pair.one_id, pair.other_id))).order_by("pk").in_bulk()
    one, other = rows[pair.one_id], rows[pair.other_id]
    kept, gone = (one, other) if keep == "one" else (other, one)
    if kept.state in STAYS_LAST and gone.state not in STAYS_LAST:
        raise Refused(
            _("“%(name)s” cannot be the record that stays: its state is “%(state)s”. Keep the other one.")
            % {"name": kept, "state": kept.get_state_display()}
        )
    return kept, gone


def tell(row: Organisation, move: Move, before: dict[str, Any], after: dict[str, Any]) -> None:
    """The history of the record that went, or came back; it knows the step by the same name."""
    changes.record(
        row, by=move.by, verb=move.step.name, before=before, after=after, note=move.reason, at=move.at
    )


def beside(pair: DuplicatePair) -> Iterable[Organisation]:
    """Both records, in the order in which everybody locks them."""
    return both(pair)


lifecycle = Workflow(
    "map.duplicatepair",
    Step(
        "merge",
        _("Join the two records"),
        {PairState.OPEN},
        PairState.MERGED,
        guards=(both_stand,),
        beside=beside,
        effects=(join,),
        stamp="decided",
        two_people=True,
        explain=_("One of them stays and knows what both knew. The address of the other one leads to it."),
    ),
    Step(
        "tell_apart",
        _("They are not the same"),
        {PairState.OPEN},
        PairState.DIFFERENT,
        stamp="decided",
        needs_reason=True,
        explain=_("Nobody will be asked about these two again."),
    ),
    Step(
        "reopen",
        _("Look at them again"),
        {PairState.DIFFERENT},
        PairState.OPEN,
        needs_reason=True,
        explain=_("The two come back to the list of those to decide."),
    ),
    Step(
        "unmerge",
        _("Take them apart again"),
        {PairState.MERGED},
        PairState.OPEN,
        guards=(kept_still_stands,),
        effects=(take_apart,),
        two_people=True,
        needs_reason=True,
        explain=_("Both stand again as before. What was edited since stays where it was edited."),
    ),
)
