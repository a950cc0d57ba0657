"""An import whose process is killed: nothing of it is there, and it works the next time."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connections

from tests.running import ROOT

ROWS = 3_000
COUNTS = """
from ponte.core.models import Change, ImportRun, Ordering, Posting
from ponte.map.models import Organisation
from ponte.map.queries.organisations import Search, find
from django.contrib.auth.models import AnonymousUser
print(
    Organisation.objects.count(), Change.objects.count(), Posting.objects.count(),
    ImportRun.objects.filter(state="applied").count(), find(Search(), AnonymousUser()).total,
    sum(len(row.members) // 4 for row in Ordering.objects.all()),
)
"""
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house(tmp_path: Path, transactional_db: None) -> dict[str, str]:
    """The environment of an installation of its own: a SQLite file, or the tests' own PostgreSQL database."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PONTE_", "DJANGO_"))}
    database = f"sqlite:///{tmp_path / 'ponte.sqlite3'}"
    if connections["default"].vendor == "postgresql":
        of_the_tests = connections["default"].settings_dict
        database = os.environ["PONTE_DATABASE_URL"].rpartition("/")[0] + f"/{of_the_tests['NAME']}"
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings"}  # it knows every table that is to be emptied
    return plain | settings | {"PONTE_VAR_DIR": str(tmp_path), "PONTE_DATABASE_URL": database}


def manage(house: dict[str, str], *command: str) -> str:
    """What a command of the installation prints."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *command],
        env=house,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def start(house: dict[str, str], path: Path) -> subprocess.Popen[bytes]:
    """Begin to bring a list in."""
    command = [
        sys.executable,
        str(ROOT / "manage.py"),
        "import_organisations",
        str(path),
        "--visibility=public",
    ]
    return subprocess.Popen(command, env=house, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def counts(house: dict[str, str]) -> list[int]:
    """Organisations, entries of the log, lines of the index, applied runs, found, in order."""
    return [int(number) for number in manage(house, "shell", "--no-imports", "-c", COUNTS).split()]


def test_nothing_is_half_written_whenever_it_is_killed(house: dict[str, str], tmp_path: Path) -> None:
    manage(house, "migrate", "--verbosity=0")
    path = tmp_path / "list.csv"
    rows = (f"Group {number},SEN;MLI,culture\n" for number in range(ROWS))
    path.write_text("name,origin,sectors\n" + "".join(rows))
    began = time.monotonic()
    assert start(house, path).wait(timeout=120) == 0
    lasted = time.monotonic() - began
    full = counts(house)
    assert full[:2] + full[3:] == [ROWS, ROWS, 1, ROWS, 2 * ROWS]
    manage(house, "flush", "--no-input", "--verbosity=0")
    empty = counts(house)
    assert empty == [0] * 6
    cut_short = 0
    for part in (0.35, 0.5, 0.65, 0.8):
        process = start(house, path)
        time.sleep(lasted * part)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
        found = counts(house)
        assert found in (empty, full), f"killed after {part} of the time"
        cut_short += found == empty
        manage(house, "flush", "--no-input", "--verbosity=0")
    assert cut_short, "every import was over before it was killed"
    assert start(house, path).wait(timeout=120) == 0
    assert counts(house) == full
