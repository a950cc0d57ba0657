"""A place in the list of changes, as a text that callers keep."""

import base64
import binascii
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from ponte.core import journal
from ponte.core.api import Problem
from ponte.core.journal import Mark
from ponte.map.queries.happened import KIND

LARGEST = 2**62


def written(mark: Mark) -> str:
    """The cursor of a mark."""
    text = f"{mark.number}.{mark.id}.{mark.at!r}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str) -> Mark:
    """The mark of a cursor. Problem when it is no cursor, or one of data that a backup has replaced."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        number, key, at = text.split(".", 2)
        mark = Mark(int(number), int(key), float(at))
    except (ValueError, binascii.Error) as error:
        raise no_cursor() from error
    if not (0 <= mark.number < LARGEST and 0 <= mark.id <= LARGEST):
        raise no_cursor()
    if not journal.is_known(KIND, mark):
        raise Problem(410, _("The data was restored from a backup. Begin again without a cursor."))
    return mark


def no_cursor() -> Problem:
    """For what nobody got from us."""
    reason = _("It is not a cursor from an answer of this address.")
    return Problem(
        400, _("Leave it out to begin from the start."), errors=[{"name": "cursor", "reason": reason}]
    )


def moment(text: str) -> datetime:
    """A moment with its zone. Problem otherwise."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or timezone.is_naive(found):
        reason = _("It is not a moment with its zone, like 2026-11-01T00:00:00Z.")
        raise Problem(
            400, _("Correct this parameter."), errors=[{"name": "modified_since", "reason": reason}]
        )
    if found > timezone.now():
        reason = _("It lies in the future.")
        raise Problem(400, _("Check your clock."), errors=[{"name": "modified_since", "reason": reason}])
    return found
