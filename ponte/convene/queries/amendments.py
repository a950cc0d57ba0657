"""Changes asked for in minutes, and the paragraphs that can be changed."""

from django.utils.translation import gettext as _

from ponte.convene.models.amendment import Amendment
from ponte.convene.models.minutes import Minutes

NEW = "new"


def amendments_of(minutes: Minutes) -> list[Amendment]:
    """All of them, those that wait first."""
    rows = minutes.amendments.select_related("note", "minutes__meeting__table", "by", "decided_by")
    return sorted(rows, key=lambda row: (row.state != "proposed", row.pk))


def paragraphs_of(minutes: Minutes) -> list[tuple[str, str]]:
    """What one may ask to change: (note.line or note.new, what is shown)."""
    found = []
    for note in minutes.notes.exclude(text="").order_by("pk"):
        lines = [(at, line) for at, line in enumerate(note.text.split("\n")) if line.strip()]
        found += [(f"{note.pk}.{at}", f"{note}: {line[:120]}") for at, line in lines]
        found.append((f"{note.pk}.{NEW}", _("%(item)s: a new paragraph") % {"item": note}))
    return found
