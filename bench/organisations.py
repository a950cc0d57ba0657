"""Invented organisations for measuring: the same ones every time, brought in by the product's own importer."""

import csv
import tempfile
from itertools import islice
from pathlib import Path

from django.core.management import call_command

from bench.register import HEADER, THEMES, pairs
from bench.scripts import SCRIPTS
from ponte.map.models import Organisation

WORDS = [*THEMES, *(word[0] for script in SCRIPTS for word in script.words[:4])]
FILTERS = (
    "?country_of_origin=SEN",
    "?country_of_origin=002&sector=health_services",
    "?sector=fundraising&sector=health_services&language=ar",
    "?kind=informal_group&sort=changed",
    "?active_in=150&q=associazione",
)


def load(until: int) -> None:
    """Fill the directory up to this many."""
    there = Organisation.objects.count()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.csv"
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, HEADER)
            writer.writeheader()
            writer.writerows(row for row, _elsewhere in islice(pairs(until, seed=7), there, None))
        call_command("import_organisations", str(file), visibility="public")


def searches() -> list[str]:
    """What people type into the search box: whole words, beginnings, two words."""
    whole = [f"?q={word}" for word in WORDS[:20]]
    return (
        whole
        + [f"?q={word[:3]}" for word in WORDS[20:30]]
        + [f"?q={a}+{b[:4]}" for a, b in zip(WORDS, WORDS[9:], strict=False)][:10]
    )


def filtered() -> list[str]:
    """What people choose in the filters."""
    return list(FILTERS)
