"""Working an expression out, with a budget of steps that ends any bomb."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from ponte.ask.language.functions import FUNCTIONS
from ponte.ask.language.mistakes import Mistake
from ponte.ask.language.moments import written
from ponte.ask.language.tree import Call, Current, Literal, Node, Operation, Reference, Up
from ponte.ask.language.values import (
    EXACT,
    NOT_A_NUMBER,
    Value,
    Values,
    equal,
    to_boolean,
    to_number,
    to_text,
)

MOST_STEPS = 200_000


@dataclass
class Budget:
    """How many steps are left for one look at a questionnaire."""

    left: int = MOST_STEPS

    def spend(self, steps: int = 1) -> None:
        """One step done. Mistake when none is left."""
        self.left -= steps
        if self.left < 0:
            raise Mistake(_("The conditions of this questionnaire take too long to work out."))


class World(Protocol):
    """What an expression can know of where it stands."""

    now: datetime
    language: str
    budget: Budget

    def value(self, name: str) -> Value:
        """The answer of a question; Values of all repetitions when it stands deeper than we do."""

    def column(self, name: str) -> Value:
        """What the choice at hand says in this column."""

    def current(self) -> Value:
        """The answer that is looked at."""

    def position(self, steps: int) -> int:
        """Which repetition that is, counted from 1, so many steps above."""

    def indexed(self, name: str, indexes: Sequence[tuple[str, int]]) -> Value:
        """The answer of a question in a certain repetition of each group."""

    def choice_name(self, value: str, question: str) -> str:
        """What people read for a choice of a question."""


def work_out(node: Node, world: World) -> Value:
    """The value of an expression. Raises Mistake when there is none."""
    world.budget.spend()
    match node:
        case Literal():
            return node.value
        case Reference():
            found = world.column(node.name) if node.bare else world.value(node.name)
            if isinstance(found, Values):
                world.budget.spend(len(found))
            return found
        case Current():
            return world.current()
        case Up():
            raise Mistake(_("“..” is only supported in position(..)."))
        case Call():
            return _called(node, world)
        case Operation():
            return _operated(node, world)


def _called(node: Call, world: World) -> Value:
    if node.name in _PLACED:
        return _PLACED[node.name](node.arguments, world)
    work = FUNCTIONS[node.name].work
    assert work is not None
    return work(*(work_out(each, world) for each in node.arguments))


def _operated(node: Operation, world: World) -> Value:
    first = work_out(node.first, world)
    if node.second is None:
        return EXACT.minus(to_number(first))
    if node.sign in ("and", "or"):  # what is known already is not worked out
        known = to_boolean(first)
        return known if known is (node.sign == "or") else to_boolean(work_out(node.second, world))
    second = work_out(node.second, world)
    if node.sign in ("=", "!="):
        return equal(first, second) is (node.sign == "=")
    return _numbers(node.sign, to_number(first), to_number(second))


def _numbers(sign: str, first: Decimal, second: Decimal) -> Value:
    if sign in _COMPARED:
        return not first.is_nan() and not second.is_nan() and _COMPARED[sign](first, second)
    return _RECKONED[sign](first, second)


def _divided(first: Decimal, second: Decimal) -> Decimal:
    return NOT_A_NUMBER if first == second == 0 else EXACT.divide(first, second)


def _left_over(first: Decimal, second: Decimal) -> Decimal:
    """What is left of a division, with the sign of the first; NaN for what has no exact rest."""
    if second.is_infinite() and first.is_finite():
        return first
    return EXACT.remainder(first, second)


_COMPARED = {
    "<": lambda first, second: first < second,
    "<=": lambda first, second: first <= second,
    ">": lambda first, second: first > second,
    ">=": lambda first, second: first >= second,
}
_RECKONED = {
    "+": EXACT.add,
    "-": EXACT.subtract,
    "*": EXACT.multiply,
    "div": _divided,
    "mod": _left_over,
}
Arguments = tuple[Node, ...]


def _if(arguments: Arguments, world: World) -> Value:
    return work_out(arguments[1] if to_boolean(work_out(arguments[0], world)) else arguments[2], world)


def _position(arguments: Arguments, world: World) -> Value:
    if not arguments:
        return Decimal(world.position(0))
    if isinstance(arguments[0], Up):
        return Decimal(world.position(arguments[0].steps))
    raise Mistake(_("Write position(..): which repetition of the group this is."))


def _once(arguments: Arguments, world: World) -> Value:
    given = world.current()
    return work_out(arguments[0], world) if to_text(given) == "" else given


def _indexed(arguments: Arguments, world: World) -> Value:
    indexes = []
    for group, index in zip(arguments[1::2], arguments[2::2], strict=True):
        assert isinstance(group, Reference)
        number = to_number(work_out(index, world))
        at = int(number) if number.is_finite() and 0 < number < 10**6 else 1
        indexes.append((group.name, max(at, 1)))
    assert isinstance(arguments[0], Reference)
    return world.indexed(arguments[0].name, indexes)


def _choice_name(arguments: Arguments, world: World) -> Value:
    question = to_text(work_out(arguments[1], world)).strip()
    value = to_text(work_out(arguments[0], world))
    return world.choice_name(value, question.removeprefix("${").removesuffix("}").strip())


def _format(arguments: Arguments, world: World) -> Value:
    value, form = (work_out(each, world) for each in arguments)
    return written(value, form, world.language)


_PLACED = {
    "if": _if,
    "position": _position,
    "once": _once,
    "today": lambda _arguments, world: world.now.date(),
    "now": lambda _arguments, world: world.now,
    "indexed-repeat": _indexed,
    "jr:choice-name": _choice_name,
    "format-date": _format,
    "format-date-time": _format,
}
