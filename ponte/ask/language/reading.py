"""Expressions and texts read once: what they look at."""

import re
from dataclasses import dataclass

from ponte.ask.language.grammar import parse
from ponte.ask.language.tokens import NAME
from ponte.ask.language.tree import Node, references

REFERENCE = re.compile(rf"\$\{{\s*({NAME})\s*\}}")


@dataclass(frozen=True)
class Reading:
    """An expression with its tree and the questions it looks at."""

    text: str
    node: Node
    names: tuple[str, ...]

    @classmethod
    def of(cls, text: str, *, columns: bool = False) -> "Reading":
        """Read one. Raises Mistake."""
        node = parse(text, columns=columns)
        return cls(text, node, tuple(references(node)))


def template_references(text: str) -> list[str]:
    """The questions whose answers a label shows."""
    return list(dict.fromkeys(REFERENCE.findall(text)))
