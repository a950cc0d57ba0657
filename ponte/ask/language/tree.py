"""An expression as a tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from ponte.ask.language.values import Value


@dataclass(frozen=True)
class Literal:
    """A number or a text as it stands."""

    value: Value


@dataclass(frozen=True)
class Reference:
    """`${name}`: the answer to a question, or a column of a choice where choices are filtered."""

    name: str
    bare: bool = False  # written without braces, as columns of choices are


@dataclass(frozen=True)
class Current:
    """`.`: the answer that is being looked at."""


@dataclass(frozen=True)
class Up:
    """`..`, `../..`: what the question stands in, so many steps above."""

    steps: int


@dataclass(frozen=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True)
class Operation:
    """Two sides and what is between them; `first` alone for a minus sign before something."""

    sign: str
    first: "Node"
    second: "Node | None" = None


Node = Literal | Reference | Current | Up | Call | Operation


def parts(node: Node) -> tuple[Node, ...]:
    """What a node is made of."""
    match node:
        case Call():
            return node.arguments
        case Operation(second=None):
            return (node.first,)
        case Operation():
            return (node.first, node.second) if node.second is not None else (node.first,)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it."""
    yield node
    for part in parts(node):
        yield from walk(part)


def references(node: Node) -> list[str]:
    """The names of the questions an expression looks at, each once."""
    found = (each.name for each in walk(node) if isinstance(each, Reference) and not each.bare)
    return list(dict.fromkeys(found))
