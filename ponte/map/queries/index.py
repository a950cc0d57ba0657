"""Under which keys an organisation is found."""

from ponte.core import places
from ponte.core.finding import Index, Keys, words_of
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import UNLISTED, PlaceRole, Visibility
from ponte.map.queries.record import Record

FACETS = ("kind", "country_of_origin", "country_of_residence", "active_in", "sector", "language", "state")
ORDERS = {"name": ("sort_name", "pk"), "changed": ("-changed_at", "-pk")}
BY_ROLE = {
    PlaceRole.ORIGIN: "country_of_origin",
    PlaceRole.RESIDENCE: "country_of_residence",
    PlaceRole.ACTIVITY: "active_in",
}

organisations = Index(
    "map.organisation", Organisation.objects.all, facets=(*FACETS, "seen_by"), orders=ORDERS
)


def keys_of(record: Record, state: str) -> Keys:
    """Every (field, values) of a record. A country is found under its regions too: Senegal under Africa."""
    unlisted = state in UNLISTED
    keys: dict[str, set[str]] = {
        "seen_by": {Visibility.OFFICE.value if unlisted else record["visibility"]},
        "kind": {record["kind"]},
        "sector": set(record["sectors"]),
        "language": set(record["languages"]),
        "state": {state},
        "word": words_of(
            [
                record["name"],
                *(name["text"] for name in record["names"]),
                *(row["value"] for row in record["identifiers"] if row["is_public"]),
            ]
        ),
    }
    for place in record["places"]:
        keys.setdefault(BY_ROLE[PlaceRole(place["role"])], set()).update(
            {place["area"], *places.containing(place["area"])}
        )
    return keys
