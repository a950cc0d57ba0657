"""The tables of steps agree with the models and the permissions: told when the site starts."""

from collections.abc import Iterator
from typing import Any

import rules
from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldDoesNotExist

from ponte.core.workflow.step import Step
from ponte.core.workflow.workflow import Workflow, registered


def lifecycles_agree(**_options: Any) -> list[CheckMessage]:
    """A system check: known states, fields for stamps, and a permission somebody can have."""
    found = (problem for workflow in registered.values() for problem in _problems(workflow))
    return [Error(text, id="core.E001") for text in found]


def _problems(workflow: Workflow) -> Iterator[str]:
    known = {str(state) for state, _label in workflow.states.flatchoices}
    for step in workflow.steps.values():
        where = f"Step {step.name} of {workflow.name}"
        unknown = {str(state) for state in [*step.from_states, step.to_state] if state is not None} - known
        if unknown:
            yield f"{where} names unknown states: {', '.join(sorted(unknown))}."
        if step.stamp and not _has_stamp(workflow, step):
            yield f"{where} has no field {step.stamp}_at to fill."
        if not rules.perm_exists(workflow.permission(step.name)):
            yield f"{where} needs the permission {workflow.permission(step.name)}, which no rule gives."


def _has_stamp(workflow: Workflow, step: Step) -> bool:
    try:
        workflow.model._meta.get_field(f"{step.stamp}_at")
    except FieldDoesNotExist:
        return False
    return True
