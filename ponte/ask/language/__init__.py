"""The language of conditions and calculations: XLSForm's part of XPath, read and worked out, never executed."""

from ponte.ask.language.grammar import parse
from ponte.ask.language.mistakes import Mistake
from ponte.ask.language.reading import Reading, template_references
from ponte.ask.language.tree import Node, references
from ponte.ask.language.values import Value, to_boolean, to_number, to_text
from ponte.ask.language.working_out import Budget, World, work_out

__all__ = [
    "Budget",
    "Mistake",
    "Node",
    "Reading",
    "Value",
    "World",
    "parse",
    "references",
    "template_references",
    "to_boolean",
    "to_number",
    "to_text",
    "work_out",
]
