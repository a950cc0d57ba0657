"""What two records say of themselves: the texts of one of them, all languages together, are those of both."""

from typing import Any

from ponte.core import changes, verbs
from ponte.core.models import Wording
from ponte.core.values import differing
from ponte.map.lifecycles.joining import Joining, Moving
from ponte.map.models import Organisation
from ponte.map.queries.index import organisations, said_of
from ponte.map.queries.merging import DESCRIPTION, opposite

KEPT = ("language", "text", "state", "is_original", "by_id", "at")


def over(joining: Joining) -> dict[str, Any]:
    """Take the words of the record that goes, when they were chosen; those they replace wait for the way back."""
    keep = joining.choices["keep"]
    if joining.choices["take"].get(DESCRIPTION, keep) != opposite(keep):
        return {}
    replaced, taken = texts(joining.kept), texts(joining.gone)
    write(joining.kept, taken, by=joining.by)
    return {"replaced": replaced, "taken": taken}


def back(joining: Joining, moved: dict[str, Any]) -> list[str]:
    """Put the replaced words back, unless somebody wrote on the others since."""
    if not moved:
        return []
    if plain_texts(texts(joining.kept)) != plain_texts(moved["taken"]):
        return [DESCRIPTION]
    write(joining.kept, moved["replaced"], by=joining.by)
    return []


def rows_of(organisation: Organisation) -> Any:
    """The words of one record."""
    return Wording.objects.filter(kind="map.organisation", subject_id=organisation.pk, field=DESCRIPTION)


def texts(organisation: Organisation) -> list[dict[str, Any]]:
    """Every language of its words, with who wrote it and how sure that is."""
    return list(rows_of(organisation).order_by("language").values(*KEPT))


def plain_texts(rows: list[dict[str, Any]]) -> dict[str, str]:
    """{language: text}, without who wrote it when."""
    return {row["language"]: row["text"] for row in rows}


def write(organisation: Organisation, rows: list[dict[str, Any]], *, by: Any) -> None:
    """Let these be its words, as they were written, and let its history say so."""
    before, found = logged(texts(organisation)), said_of(organisation)
    rows_of(organisation).order_by().delete()
    place = {"kind": "map.organisation", "subject_id": organisation.pk, "field": DESCRIPTION}
    Wording.objects.bulk_create(Wording(**place, **row) for row in rows)
    organisations.put(organisation, before=found, after=said_of(organisation))
    if told := differing(before, logged(texts(organisation))):
        changes.append(organisation, by=by, verb=verbs.WRITE, values=told)


def logged(rows: list[dict[str, Any]]) -> dict[str, str]:
    """As the history of an organisation keeps words."""
    return {f"{DESCRIPTION}[{row['language']}]": row["text"] for row in rows}


MOVING = Moving("map.organisation.description", over, back)
