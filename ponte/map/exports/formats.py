"""The list of organisations as JSON, CSV, XLSX and GeoJSON, written piece by piece in constant memory."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ponte.core import places
from ponte.core.importing.rows import together
from ponte.core.places import Precision
from ponte.core.refusal import Refused
from ponte.core.tables import CSV, LONGEST_CELL, XLSX, csv_lines, xlsx_pieces
from ponte.map.exports.columns import Read, as_cells, values_of
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import PlaceRole

Organisations = Iterable[Organisation]
Columns = Mapping[str, Read]
Write = Callable[[Organisations, Mapping[str, Any], Columns], Iterator[str | bytes]]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def cells(organisation: Organisation, columns: Columns) -> Sequence[str | int | float]:
    """A row of cells."""
    return as_cells(values_of(organisation, columns), together)


def write_csv(organisations: Organisations, about: Mapping[str, Any], columns: Columns) -> Iterator[str]:
    """One organisation a line."""
    return csv_lines(columns, (cells(each, columns) for each in organisations))


def write_json(organisations: Organisations, about: Mapping[str, Any], columns: Columns) -> Iterator[str]:
    """One object: what this is, then `results`."""
    yield json.dumps(dict(about), ensure_ascii=False)[:-1] + ', "results": ['
    for position, organisation in enumerate(organisations):
        yield (
            ("," if position else "")
            + "\n"
            + json.dumps(values_of(organisation, columns), ensure_ascii=False)
        )
    yield "\n]}\n"


def write_geojson(organisations: Organisations, about: Mapping[str, Any], columns: Columns) -> Iterator[str]:
    """A feature collection: a point for each place, with its precision; a country stands at its capital."""
    yield json.dumps({"type": "FeatureCollection", **about}, ensure_ascii=False)[:-1] + ', "features": ['
    separator = "\n"
    for organisation in organisations:
        for feature in features_of(organisation):
            yield separator + json.dumps(feature, ensure_ascii=False)
            separator = ",\n"
    yield "\n]}\n"


def features_of(organisation: Organisation) -> Iterator[dict[str, Any]]:
    """Where it is based and where it acts."""
    for place in organisation.places.all():
        point = (place.latitude, place.longitude) if place.latitude is not None else places.centre(place.area)
        if place.role == PlaceRole.ORIGIN or point is None:
            continue
        precision = place.precision if place.latitude is not None else coarse(place.area)
        yield {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [point[1], point[0]]},
            "properties": {
                "reference": organisation.reference,
                "name": organisation.name,
                "role": place.role,
                "area": place.area,
                "locality": place.locality,
                "precision": precision,
            },
        }


def coarse(area: str) -> str:
    """The precision of a point that only stands for a country or a region."""
    return (Precision.REGION if places.is_region(area) else Precision.COUNTRY).value


def write_xlsx(organisations: Organisations, about: Mapping[str, Any], columns: Columns) -> Iterator[bytes]:
    """One organisation a row of a workbook."""
    return xlsx_pieces("Organisations", columns, (fitting(each, columns) for each in organisations))


def fitting(organisation: Organisation, columns: Columns) -> Sequence[str | int | float]:
    """A row of XLSX. What no cell of XLSX can hold is told, and not left out without a word."""
    row = cells(organisation, columns)
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row):
        raise Refused(
            _("“%(name)s” has more text than a cell of XLSX holds. Take the list as CSV.")
            % {"name": organisation.name}
        )
    return row


FORMATS: Mapping[str, tuple[str, Write]] = {
    "csv": (CSV, write_csv),
    "xlsx": (XLSX, write_xlsx),
    "json": ("application/json", write_json),
    "geojson": ("application/geo+json", write_geojson),
}
