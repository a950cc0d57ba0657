"""Lifecycles drawn and written for the documentation."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import override

from ponte.core.workflow.step import Guard, Step

if TYPE_CHECKING:
    from ponte.core.workflow.workflow import Workflow


HEAD = """\
| step | from | to | permission | people | only when | what it means |
|---|---|---|---|---|---|---|"""


def mermaid(field: Any, steps: Iterable[Step]) -> str:
    """A `stateDiagram-v2`: states in the order of their choices, steps as arrows, two-person steps marked."""
    rows = list(steps)
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{label}" as {state}' for state, label in field.flatchoices]
    lines.append(f"    [*] --> {field.get_default()}")
    for state, _label in field.flatchoices:
        leaving = [step for step in rows if state in step.from_states]
        for step in leaving:
            mark = " (two people)" if step.two_people else ""
            lines.append(f"    {state} --> {step.to_state or state}: {step.label}{mark}")
        if not any(step.to_state not in (None, state) for step in leaving):
            lines.append(f"    {state} --> [*]")
    return "\n".join(lines)


def page(workflow: "Workflow") -> str:
    """One lifecycle as Markdown: the diagram, and a row for each step."""
    with override("en"):
        names = {str(state): str(label) for state, label in workflow.states.flatchoices}
        rows = "\n".join(_row(workflow, step, names) for step in workflow.steps.values())
        title = f"The life of {workflow.model._meta.verbose_name_plural}"
        return (
            f"# {title}\n\nWritten by `make docs` from the steps of `{workflow.name}`; do not edit.\n\n"
            f"```mermaid\n{workflow.diagram()}\n```\n\n{HEAD}\n{rows}\n"
        )


def _row(workflow: "Workflow", step: Step, names: dict[str, str]) -> str:
    cells = (
        f"{step.label} (`{step.name}`)",
        ", ".join(names[state] for state in names if state in step.from_states),
        names[step.to_state] if step.to_state else "stays",
        f"`{workflow.permission(step.name)}`",
        "two" if step.two_people else "one",
        "; ".join([*map(_sentence, step.guards), *(["a reason is given"] if step.needs_reason else [])]),
        str(step.explain),
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _sentence(guard: Guard) -> str:
    """What a guard asks, from its docstring or its name."""
    told = (guard.__doc__ or "").strip().partition("\n")[0].rstrip(".")
    return capfirst(told) or getattr(guard, "__name__", "").replace("_", " ")
