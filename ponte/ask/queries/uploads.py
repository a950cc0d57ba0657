"""Files that wait to be confirmed."""

from typing import Any

from ponte.ask.models import Questionnaire, Response, Upload
from ponte.core.models import StoredFile
from ponte.core.references import normalise


def target_of(thing: Questionnaire | Response | None) -> str:
    """What a file is for; nothing: a new questionnaire."""
    if isinstance(thing, Response):
        return f"answers:{thing.reference}"
    return f"questionnaire:{thing.reference if thing else ''}"


def waiting(thing: Questionnaire | Response | None, reference: str, person: Any) -> Upload | None:
    """The file of this reference, if this person gave it for this thing and it is still there."""
    rows = Upload.objects.filter(
        file__reference=normalise(reference), target=target_of(thing), by=person
    ).select_related("file")
    found = rows.first()
    if found is None:
        return None
    content = found.file.content
    return found if content.storage.exists(str(content.name)) else None


def is_waiting(stored: StoredFile) -> bool:
    """The file waits: it is seen on the page that asks about it, and nowhere else."""
    return Upload.objects.filter(file=stored).exists()
