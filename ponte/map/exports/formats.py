"""The list of organisations as JSON, CSV, XLSX and GeoJSON, written piece by piece in constant memory."""

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from ponte.core import places
from ponte.core.importing.rows import escaped, together
from ponte.core.places import Precision
from ponte.core.refusal import Refused
from ponte.map.exports.columns import Read, as_cells, values_of
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import PlaceRole

Organisations = Iterable[Organisation]
Columns = Mapping[str, Read]
Write = Callable[[Organisations, Mapping[str, Any], Columns], Iterator[str | bytes]]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LONGEST_CELL = 32_767  # characters that a cell of XLSX holds
PIECE = 64 * 1024


class Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        """The same text."""
        return value


def cells(organisation: Organisation, columns: Columns) -> list[str | int | float]:
    """A row of cells that no spreadsheet takes for formulas."""
    row = as_cells(values_of(organisation, columns), together)
    return [escaped(cell) if isinstance(cell, str) else cell for cell in row]


def write_csv(organisations: Organisations, about: Mapping[str, Any], columns: Columns) -> Iterator[str]:
    """CSV with a byte order mark, so that spreadsheets read its letters right."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(columns)
    for organisation in organisations:
        yield writer.writerow(cells(organisation, columns))


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
    """A workbook in constant memory, by way of temporary files: its index comes last in the format.

    They stand in a folder that goes with them, since the library leaves its own behind when a row cannot be written.
    """
    how = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile(dir=folder) as file:
        book = xlsxwriter.Workbook(file, {**how, "tmpdir": folder})
        sheet = book.add_worksheet("Organisations")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, list(columns), book.add_format({"bold": True}))
        with closing(sheet.row_data_fh):
            for line, organisation in enumerate(organisations, start=1):
                sheet.write_row(line, 0, fitting(organisation, columns))
            book.close()
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def fitting(organisation: Organisation, columns: Columns) -> list[str | int | float]:
    """A row of XLSX. What no cell of XLSX can hold is told, and not left out without a word."""
    row = cells(organisation, columns)
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row):
        raise Refused(
            _("“%(name)s” has more text than a cell of XLSX holds. Take the list as CSV.")
            % {"name": organisation.name}
        )
    return row


FORMATS: Mapping[str, tuple[str, Write]] = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
    "json": ("application/json", write_json),
    "geojson": ("application/geo+json", write_geojson),
}
