"""Who may do what at tables. Predicates are facts (`facts.py`); permissions are sums of facts."""

from ponte.convene.rules import elections, matters, meetings, minutes, tables
from ponte.convene.rules.facts import convenes, facilitates, runs_the_table, sits_at_table

__all__ = [
    "convenes",
    "elections",
    "facilitates",
    "matters",
    "meetings",
    "minutes",
    "runs_the_table",
    "sits_at_table",
    "tables",
]
