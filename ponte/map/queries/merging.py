"""Two records compared, and the one that would come out of them: plain values, nothing is read or written here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ponte.core.codes import CodesField
from ponte.core.text import fold
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import Closeness, Consent, Kind, NameKind, State
from ponte.map.queries.record import OWN, PARTS, Record, own_field, record_of
from ponte.map.queries.sight import LEVELS, default_of, level_of

Side = Literal["one", "other"]
SIDES: tuple[Side, Side] = ("one", "other")
Row = Mapping[str, Any]

# Columns that only mean something together: chosen as one.
TOGETHER: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "name_language"),
    "source": ("source", "source_url"),
    "consent": ("consent", "consent_on"),
}
FOLLOWING = frozenset(name for names in TOGETHER.values() for name in names[1:])
LISTS = tuple(name for name in OWN if isinstance(own_field(name), CodesField))
COMPUTED = "shown_to"  # who sees what: the narrower of the two, field by field, whatever is chosen
SINGLE = tuple(name for name in OWN if name not in LISTS and name not in FOLLOWING and name != COMPUTED)
NARROWEST_FIRST = LEVELS[::-1]
# Answers of which the more careful one is suggested, the most careful first.
CAREFUL: Mapping[str, tuple[Any, ...]] = {
    "visibility": NARROWEST_FIRST,
    "places_shown": tuple(Closeness.values)[::-1],
    "takes_messages": (False, True),
}
UNKNOWN: frozenset[Any] = frozenset({None, "", Kind.UNKNOWN, Consent.NOT_ASKED})
SUREST_FIRST = (State.VERIFIED, State.CHECKED, State.DECLARED, State.DISSOLVED, State.PROPOSED)
DESCRIPTION = "description"
LOST_NAME = "names.lost"  # the name that is not chosen, as a row among the other names

# What makes two rows one; all the columns where nothing is said.
SAME: Mapping[str, Callable[[Row], tuple[Any, ...]]] = {
    "names": lambda row: (fold(row["text"]),),
    "places": lambda row: (row["role"], row["area"], fold(row["locality"])),
    "contacts": lambda row: (row["kind"], fold(row["value"]).rstrip("/")),
    "identifiers": lambda row: (row["scheme"], row["value"], fold(row["register"])),
    "representatives": lambda row: (fold(row["name"]), row["position"]),
    "notes": lambda row: (fold(row["text"]),),
}


@dataclass(frozen=True)
class Two:
    """The two records as they are now, with their states."""

    one: Record
    other: Record
    states: tuple[str, str]
    # What they say of themselves: {language: text} of each; not part of a record, chosen like a value.
    texts: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})

    def text(self, side: Side) -> Mapping[str, str]:
        """What one of them says of itself."""
        return self.texts[SIDES.index(side)]

    def side(self, side: Side) -> Record:
        """One of the two."""
        return self.one if side == "one" else self.other


@dataclass(frozen=True)
class Choices:
    """What people chose: the record that stays, the side of each value that differs, the rows left out.

    It names sides and positions and no value, so that a proposal keeps nobody's telephone number.
    """

    keep: Side
    take: Mapping[str, Side]
    without: frozenset[str] = frozenset()

    def as_facts(self) -> dict[str, Any]:
        """For the proposal; `choices_from` reads it."""
        return {"keep": self.keep, "take": dict(self.take), "without": sorted(self.without)}


@dataclass(frozen=True)
class Item:
    """A row or a code of one of the two, or of both; `key` is how a choice names it."""

    key: str
    value: Any
    sides: tuple[Side, ...]


def choices_from(facts: Mapping[str, Any]) -> Choices:
    """Out of a proposal."""
    return Choices(facts["keep"], facts["take"], frozenset(facts["without"]))


def two_of(one: Organisation, other: Organisation, texts: Any = ({}, {})) -> Two:
    """The two with every part fetched."""
    return Two(record_of(one), record_of(other), (one.state, other.state), texts)


def opposite(side: Side) -> Side:
    """The other one."""
    return "other" if side == "one" else "one"


def differing_values(two: Two) -> list[str]:
    """The single values in which they differ, and perhaps their words."""
    names = [name for name in SINGLE if value_of(two.one, name) != value_of(two.other, name)]
    return names if two.texts[0] == two.texts[1] else [*names, DESCRIPTION]


def value_of(record: Record, name: str) -> tuple[Any, ...]:
    """A single value with what belongs to it."""
    return tuple(record[column] for column in TOGETHER.get(name, (name,)))


def items_of(two: Two, name: str) -> list[Item]:
    """Codes or rows of both, those they share first; what is twice in one of them is once here."""
    same = SAME.get(name, whole_row) if name in PARTS else as_it_is
    found: dict[Any, Item] = {}
    for side in SIDES:
        for number, value in enumerate(two.side(side)[name]):
            key = same(value)
            known = found.get(key)
            if known is None:
                found[key] = Item(f"{name}.{side}.{number}", value, (side,))
            elif side not in known.sides:
                found[key] = Item(known.key, united(known.value, value), SIDES)
    return sorted(found.values(), key=lambda item: -len(item.sides))


def whole_row(row: Row) -> tuple[Any, ...]:
    """A row as something that can be compared."""
    return tuple(sorted((name, str(value)) for name, value in row.items()))


def as_it_is(code: str) -> str:
    """A code is what it is."""
    return code


def united(row: Any, twin: Any) -> Any:
    """One row of two that say the same: what the first leaves open the second fills, hidden stays hidden."""
    if not isinstance(row, Mapping):
        return row
    filled = {name: twin[name] if value in (None, "") else value for name, value in row.items()}
    if "latitude" in row and row["latitude"] is None:
        filled["precision"] = twin["precision"]
    if "is_public" in row:
        filled["is_public"] = row["is_public"] and twin["is_public"]
    return filled


def result_of(two: Two, choices: Choices) -> Record:
    """The record that would come out. What only the office saw in a narrower record stays the office's."""
    result: Record = {**two.side(choices.keep)}
    for name in differing_values(two):
        for column in TOGETHER.get(name, (name,)) if name != DESCRIPTION else ():
            result[column] = two.side(choices.take.get(name, choices.keep))[column]
    result[COMPUTED] = narrower_settings(two)
    hidden = hidden_sides(two, result["visibility"])
    for name in (*LISTS, *PARTS):
        items = [item for item in items_of(two, name) if item.key not in choices.without]
        kept_first = sorted(items, key=lambda item: choices.keep not in item.sides)
        result[name] = [shown_less(item, hidden) for item in kept_first]
    lost = lost_name(two, choices)
    if lost and LOST_NAME not in choices.without:
        result["names"] = [lost, *result["names"]]
    result["names"] = [row for row in result["names"] if fold(row["text"]) != fold(result["name"])]
    return result


def narrower_settings(two: Two) -> dict[str, str]:
    """Who sees which field: nobody sees more of one record because the other was more open."""
    settings = {}
    for name in sorted({*two.one[COMPUTED], *two.other[COMPUTED]}):
        level = min((level_of(name, two.side(side)[COMPUTED]) for side in SIDES), key=width)
        if level != default_of(name):
            settings[name] = level
    return settings


def hidden_sides(two: Two, visibility: str) -> frozenset[Side]:
    """The records that fewer people saw than will see the result."""
    return frozenset(side for side in SIDES if width(two.side(side)["visibility"]) < width(visibility))


def width(visibility: str) -> int:
    """How many see it: 0 for the office alone."""
    return NARROWEST_FIRST.index(visibility)


def shown_less(item: Item, hidden: frozenset[Side]) -> Any:
    """A contact or a number that only a narrower record had is not shown to everybody by the joining."""
    if isinstance(item.value, Mapping) and "is_public" in item.value and hidden.issuperset(item.sides):
        return {**item.value, "is_public": False}
    return item.value


def lost_name(two: Two, choices: Choices) -> Row | None:
    """The name that was not chosen; people who know it should still find the record."""
    if fold(two.one["name"]) == fold(two.other["name"]):
        return None
    loser = two.side(opposite(choices.take.get("name", choices.keep)))
    return {"text": loser["name"], "language": loser["name_language"], "kind": NameKind.OTHER.value}


def suggested(two: Two) -> Choices:
    """A beginning: the surer record stays, then the fuller, then the older; known beats unknown, narrow beats wide."""
    keep = min(SIDES, key=lambda side: (sureness(two, side), -fullness(two.side(side))))
    return Choices(keep, {name: first_choice(two, name, keep) for name in differing_values(two)})


def sureness(two: Two, side: Side) -> int:
    """0 for the surest."""
    state = State(two.states[SIDES.index(side)])
    return SUREST_FIRST.index(state) if state in SUREST_FIRST else len(SUREST_FIRST)


def fullness(record: Record) -> int:
    """How many questions are answered."""
    return sum(
        bool(value) if isinstance(value, list | dict) else is_known(value) for value in record.values()
    )


def first_choice(two: Two, name: str, keep: Side) -> Side:
    """Which of two values to begin with."""
    if name in CAREFUL:
        return min(SIDES, key=lambda side: CAREFUL[name].index(two.side(side)[name]))
    return opposite(keep) if says(two, opposite(keep), name) and not says(two, keep, name) else keep


def says(two: Two, side: Side, name: str) -> bool:
    """Whether this record has an answer."""
    return bool(two.text(side)) if name == DESCRIPTION else is_known(two.side(side)[name])


def is_known(value: Any) -> bool:
    """Whether a value says anything."""
    return isinstance(value, dict | bool) or value not in UNKNOWN
