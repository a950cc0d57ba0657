"""The values of two records becoming those of one, and going apart again with what was edited since left alone."""

from collections.abc import Mapping
from typing import Any

from ponte.core import changes, values
from ponte.core.models import Change
from ponte.map.actions.organisation import change_organisation
from ponte.map.lifecycles.duplicate_pair import JOINED, TAKEN_APART
from ponte.map.lifecycles.joining import Joining, Moving
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import Visibility
from ponte.map.queries.merging import choices_from, result_of, two_of
from ponte.map.queries.record import Record, blank_record, record_of, whole

# In the log of the record that stays: the reference of the record it was joined with.
JOINED_WITH = "joined_with"


def over(joining: Joining) -> dict[str, Any]:
    """Give the record that stays the chosen values, through the one way by which records change."""
    kept, gone = joining.kept, joining.gone
    pair = (kept, gone) if joining.choices["keep"] == "one" else (gone, kept)
    result = result_of(two_of(*pair), choices_from(joining.choices))
    numbers = [kept.external_id, gone.external_id]
    takes_number = numbers[1] and result["external_id"] == numbers[1]
    if takes_number:
        set_number(gone, "")
    tell_of_the_other(joining, JOINED, {"before": None, "after": gone.reference})
    made = [
        change_organisation(kept, values=values, by=joining.by, verb=JOINED)
        for values in widening_last(kept, result)
    ]
    if takes_number:
        set_number(gone, numbers[0])
    return {
        "changes": [change.pk for change in made if change],
        "number": numbers[1] if takes_number else "",
    }


def widening_last(kept: Organisation, result: Record) -> list[Record]:
    """Wider sight comes last and by itself: what was hidden until then stays out of the history others read."""
    if kept.visibility != Visibility.OFFICE or result["visibility"] == Visibility.OFFICE:
        return [result]
    return [{**result, "visibility": kept.visibility}, {"visibility": result["visibility"]}]


def back(joining: Joining, moved: dict[str, Any]) -> list[str]:
    """Put back what the joining replaced, row by row in lists; what was edited since is named and stays."""
    current = record_of(whole(Organisation.objects.all()).get(pk=joining.kept.pk))
    wanted: Record = {}
    stays: dict[str, None] = {}
    for change in Change.objects.filter(pk__in=moved["changes"]).order_by("-pk"):
        for name, pair in change.values.items():
            if name in current:
                undo_one(name, pair, current | wanted, wanted=wanted, stays=stays)
    tell_of_the_other(joining, TAKEN_APART, {"before": joining.gone.reference, "after": None})
    if moved["number"]:
        set_number(joining.gone, "")
    change_organisation(joining.kept, values=wanted, by=joining.by, verb=TAKEN_APART)
    if moved["number"] and not Organisation.objects.filter(external_id=moved["number"]).exists():
        set_number(joining.gone, moved["number"])
    return list(stays)


def undo_one(
    name: str, pair: Mapping[str, Any], now: Record, *, wanted: Record, stays: dict[str, None]
) -> None:
    """Decide about one value: back to what it was, or left as somebody made it since."""
    before, after = pair["before"], pair["after"]
    has_moved_on = bool(values.differing({name: now[name]}, {name: after}))
    if values.REDACTED in (before, after):
        return
    if isinstance(now[name], list):
        wanted[name] = apart(now[name], before or [], after or [])
    elif not has_moved_on:
        wanted[name] = blank_record()[name] if before is None else before
    if has_moved_on:
        stays[name] = None


def apart(now: list[Any], before: list[Any], after: list[Any]) -> list[Any]:
    """A list without what the joining brought and with what it took away; what came later stays."""
    came = [row for row in after if row not in before]
    left = [row for row in before if row not in after and row not in now]
    return [row for row in now if row not in came] + left


def set_number(row: Organisation, number: str) -> None:
    """Numbers in another list are unique, so one record gives its own up before the other takes it."""
    Organisation.objects.filter(pk=row.pk).order_by().update(external_id=number)


def tell_of_the_other(joining: Joining, verb: str, pair: dict[str, Any]) -> None:
    """The history of the record that stays names the other one, and says why."""
    changes.append(
        joining.kept,
        by=joining.by,
        verb=verb,
        values={JOINED_WITH: pair},
        note=joining.reason,
        at=joining.at,
    )


MOVING = Moving("map.organisation", over, back)
