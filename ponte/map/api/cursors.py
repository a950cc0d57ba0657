"""A place in the list of changes, as a text that callers keep."""

import base64
import binascii

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
    return Problem(
        404, _("This cursor is not from an answer of this address. Leave it out to begin from the start.")
    )
