"""A place in the list of changes, as callers give it back."""

from django.utils.translation import gettext as _

from ponte.core import journal
from ponte.core.api import Problem
from ponte.core.journal import Mark
from ponte.map.queries.happened import KIND


def mark_of(cursor: str) -> Mark:
    """The mark of a cursor. Problem when it is no cursor, or one of data that a backup has replaced."""
    mark = journal.read(cursor)
    if mark is None:
        raise Problem(
            404, _("This cursor is not from an answer of this address. Leave it out to begin from the start.")
        )
    if not journal.is_known(KIND, mark):
        raise Problem(410, _("The data was restored from a backup. Begin again without a cursor."))
    return mark
