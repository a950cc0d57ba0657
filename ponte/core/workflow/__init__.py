"""Lifecycles as tables: a Workflow of Steps, performed, offered, drawn."""

from ponte.core.workflow.diagram import page
from ponte.core.workflow.proposals import open_proposals, withdraw
from ponte.core.workflow.signals import moved, proposed
from ponte.core.workflow.step import Move, Offer, Step
from ponte.core.workflow.workflow import Workflow, registered

__all__ = [
    "Move",
    "Offer",
    "Step",
    "Workflow",
    "moved",
    "open_proposals",
    "pages",
    "proposed",
    "registered",
    "withdraw",
]


def pages() -> dict[str, str]:
    """The documentation of every lifecycle of the house: path in the project, text."""
    return {
        f"docs/lifecycles/{name.replace('.', '-')}.md": page(workflow)
        for name, workflow in sorted(registered.items())
        if workflow.model.__module__.startswith("ponte.")
    }
