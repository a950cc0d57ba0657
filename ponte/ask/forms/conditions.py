"""“Show only if …” as plain choices and as an expression, both ways."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ponte.ask.language import Mistake, Node, parse, to_text
from ponte.ask.language.tree import Call, Literal, Operation, Reference

IS, IS_NOT, MORE, LESS, HAS, SAYS, EMPTY = "is", "is_not", "more", "less", "has", "says", "empty"


@dataclass(frozen=True)
class Condition:
    """One line: a question, how it is compared, with what."""

    name: str
    how: str
    value: str = ""

    @property
    def expression(self) -> str:
        """The line in the language of expressions."""
        reference, value = f"${{{self.name}}}", quoted(self.value)
        return {
            IS: f"{reference} = {value}",
            IS_NOT: f"{reference} != {value}",
            MORE: f"{reference} > {number(self.value)}",
            LESS: f"{reference} < {number(self.value)}",
            HAS: f"selected({reference}, {value})",
            SAYS: f"{reference} != ''",
            EMPTY: f"{reference} = ''",
        }[self.how]


def quoted(text: str) -> str:
    """A text for an expression; one that holds both sorts of quotation marks loses one of them."""
    return f'"{text.replace(chr(34), "")}"' if "'" in text else f"'{text}'"


def number(text: str) -> str:
    """A number as it is, anything else as a text."""
    try:
        return to_text(Decimal(text.strip().replace(",", ".")))
    except ArithmeticError:
        return quoted(text)


def written(conditions: list[Condition], *, joined: str) -> str:
    """All lines together; `joined` is "and" or "or"."""
    return f" {joined} ".join(condition.expression for condition in conditions)


def understood(text: str) -> tuple[list[Condition], str] | None:
    """(lines, "and" or "or") of an expression that is as simple as that; None for any other."""
    if not text.strip():
        return [], "and"
    try:
        node = parse(text)
    except Mistake:
        return None
    joined = node.sign if isinstance(node, Operation) and node.sign in ("and", "or") else "and"
    try:
        lines = list(_lines(node, joined))
    except ValueError:
        return None
    return lines, joined


def _lines(node: Node, joined: str) -> Iterator[Condition]:
    if isinstance(node, Operation) and node.sign == joined and node.second is not None:
        yield from _lines(node.first, joined)
        yield from _lines(node.second, joined)
        return
    yield _line(node)


def _line(node: Node) -> Condition:
    match node:
        case Call("selected", (Reference(name), Literal(str(value)))):
            return Condition(name, HAS, value)
        case Operation("=", Reference(name), Literal("")):
            return Condition(name, EMPTY)
        case Operation("!=", Reference(name), Literal("")):
            return Condition(name, SAYS)
        case Operation("=" | "!=" | ">" | "<" as sign, Reference(name), Literal(value)):
            how = {"=": IS, "!=": IS_NOT, ">": MORE, "<": LESS}[sign]
            return Condition(name, how, to_text(value))
    raise ValueError
