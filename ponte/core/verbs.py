"""What the verbs of the change log are called, and which of them may be undone by putting old values back."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CREATE = "create"
EDIT = "edit"
UNDO = "undo"
IMPORT = "import"
WRITE = "write"
DELETE = "delete"
REDACT = "redacted"

_LABELS: dict[str, str | Promise] = {
    CREATE: _("Created"),
    EDIT: _("Edited"),
    UNDO: _("Change undone"),
    IMPORT: _("Imported"),
    WRITE: _("Text written"),
    DELETE: _("Deleted"),
    REDACT: _("Personal data removed"),
}
_FINAL = frozenset({CREATE, DELETE, REDACT, WRITE})
_steps: dict[tuple[str, str], str | Promise] = {}


def declare_step(kind: str, verb: str, label: str | Promise) -> None:
    """Name a step of a lifecycle. Steps are undone by another step, never by putting values back."""
    _steps[kind, verb] = label


def label(kind: str, verb: str) -> str:
    """The verb in the reader's language; an undeclared one is shown as it is."""
    return str(_steps.get((kind, verb)) or _LABELS.get(verb) or verb)


def is_undoable(kind: str, verb: str) -> bool:
    """Whether old values may be put back without breaking a lifecycle or a redaction."""
    return verb not in _FINAL and (kind, verb) not in _steps
