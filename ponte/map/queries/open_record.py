"""An organisation as plain values for machines, as far as somebody sees it: for the API and the feed."""

from collections.abc import Iterable, Mapping
from typing import Any

from ponte.core.models import Wording
from ponte.map.models import Organisation
from ponte.map.models.identity import Identity
from ponte.map.models.reach import Reach
from ponte.map.queries.organisations import DESCRIPTION
from ponte.map.queries.record import OWN, PARTS, record_of
from ponte.map.queries.sight import KEPT, Sight

PUBLISHED = (Wording.State.CONFIRMED, Wording.State.OUTDATED, Wording.State.MACHINE)
OPEN_OWN = (
    *(field.name for part in (Identity, Reach) for field in part._meta.local_fields),
    *("languages", "source", "source_url"),
)
OPEN_PARTS = ("names", "places", "contacts", "identifiers", "notes")
OFFICES_OWN = tuple(name for name in OWN if name not in OPEN_OWN)
OFFICES_PARTS = tuple(name for name in PARTS if name not in OPEN_PARTS)
Texts = Mapping[int, Mapping[str, str]]


def texts_of(organisations: Iterable[Organisation], sight: Sight) -> dict[int, dict[str, str]]:
    """{key: {language: text}} of what they say of themselves, as far as somebody sees it; drafts are not told."""
    keys = [row.pk for row in organisations if sight.sees(DESCRIPTION, row.shown_to)]
    rows = Wording.objects.filter(
        kind="map.organisation", subject_id__in=keys, field=DESCRIPTION, state__in=PUBLISHED
    )
    found: dict[int, dict[str, str]] = {}
    for key, language, text in rows.order_by("pk").values_list("subject_id", "language", "text"):
        found.setdefault(key, {})[language] = text
    return found


def open_record(organisation: Organisation, texts: Texts, sight: Sight) -> dict[str, Any]:
    """Everything of an organisation that went through `seen` with this sight; `office` only for who sees all."""
    record = record_of(organisation)
    values: dict[str, Any] = {
        "reference": organisation.reference,
        "state": organisation.state,
        **{name: record[name] for name in OPEN_OWN},
        "description": texts.get(organisation.pk, {}),
    }
    for part in OPEN_PARTS:
        values[part] = [
            {name: value for name, value in row.items() if name != "is_public"} for row in record[part]
        ]
    values["changed_at"] = moment(organisation.changed_at)
    values["verified_at"] = moment(organisation.verified_at)
    values["office"] = for_the_office(record) if sight.sees_all else None
    return values


def for_the_office(record: Mapping[str, Any]) -> dict[str, Any]:
    """What only the office knows, and how the record is kept."""
    kept = {name: record[name] for name in (*OFFICES_OWN, *OFFICES_PARTS)}
    public = {part: [row["is_public"] for row in record[part]] for part in ("contacts", "identifiers")}
    return kept | {"is_public": public} | {name: record[name] for name in KEPT}


def moment(value: Any) -> str | None:
    """A moment in ISO 8601, in UTC."""
    return value.isoformat(timespec="seconds") if value else None
