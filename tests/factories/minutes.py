"""Minutes, decisions and actions, made by the product's own actions."""

from typing import Any

from ponte.convene.actions.minutes import begin_minutes
from ponte.convene.actions.notes import Draft, save_note
from ponte.convene.models import ActionPoint, Decision, Meeting, Minutes, Note, Table
from tests.factories import cast, convene, meetings


def held(**values: Any) -> Meeting:
    """A meeting of a week ago."""
    return meetings.meeting(**{"days": -7, "state": "held", **values})


def minutes(of: Meeting | None = None, **values: Any) -> Minutes:
    """Minutes of a held meeting, being written."""
    return begin_minutes(of or held(), by=None, language=values.pop("language", "en"))


def write(row: Minutes, text: str, *, key: int = 0, base: str = "", by: Any = None) -> Note:
    """Somebody saves a note."""
    return save_note(row, Draft(key, base, text), by=by or cast.chiara())


def decision(table: Table | None = None, **values: Any) -> Decision:
    """A proposed decision of a public table."""
    given = {"title": "One common letter of guarantee", "visibility": "public"} | values
    return Decision.objects.create(table=table or convene.table(), **given)


def action(table: Table | None = None, **values: Any) -> ActionPoint:
    """An open action of somebody with an account, unless another owner is given."""
    owned = any(name.startswith("owner_") for name in values)
    given = {"title": "Publish the list of rooms"} | ({} if owned else {"owner_person": cast.farid()})
    return ActionPoint.objects.create(table=table or convene.table(), **given | values)
