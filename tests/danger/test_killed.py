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

ROWS = 1_000
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
COUNTS_AND_EMPTIES = f"""{COUNTS}
from django.core.management import call_command
call_command("flush", interactive=False, verbosity=0)
"""
HIDDEN = """
from ponte.core.models import Change
from ponte.map.models import Organisation
print(Organisation._base_manager.count() + Change._base_manager.count())
"""
KILLS_ITSELF = """
import os, signal
from pathlib import Path
from ponte.core.models import ImportRun
from ponte.map.actions.import_check import check_import
from ponte.map.actions.import_organisations import apply_import
from ponte.map.forms.reading import reading
constants = {"visibility": "public", "source": "A list", "consent": "not_asked"}
run = ImportRun(kind="map.organisation", file_name="list.csv", columns={"name": "name"}, constants=constants)
run.save()
with Path(os.environ["LIST"]).open("rb") as file:
    check_import(run, file, reading())
apply_import(run, reading(), by=None, progress=lambda count: os.kill(os.getpid(), signal.SIGKILL))
"""
TIDIED = """
from ponte.core import chores
from ponte.core.models import ImportRun
ImportRun.objects.update(seen_alive_at="2020-01-01T00:00Z")
chores.do_all()
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


def counts_before_emptying(house: dict[str, str]) -> list[int]:
    """The same, and then nothing is there any more."""
    return [
        int(number) for number in manage(house, "shell", "--no-imports", "-c", COUNTS_AND_EMPTIES).split()
    ]


def hidden(house: dict[str, str]) -> int:
    """What a list on its way in has written so far."""
    return int(manage(house, "shell", "--no-imports", "-c", HIDDEN))


def long_list(folder: Path) -> Path:
    """A list that takes some seconds."""
    path = folder / "list.csv"
    rows = (f"Group {number},SEN;MLI,culture\n" for number in range(ROWS))
    path.write_text("name,origin,sectors\n" + "".join(rows))
    return path


@pytest.mark.once
def test_nothing_is_half_written_whenever_it_is_killed(house: dict[str, str], tmp_path: Path) -> None:
    manage(house, "migrate", "--verbosity=0")
    path = long_list(tmp_path)
    began = time.monotonic()
    assert start(house, path).wait(timeout=120) == 0
    lasted = time.monotonic() - began
    full = counts_before_emptying(house)
    assert full[:2] + full[3:] == [ROWS, ROWS, 1, ROWS, 2 * ROWS]
    empty = counts(house)
    assert empty == [0] * 6
    cut_short = 0
    for part in (0.2, 0.45, 0.6, 0.8):
        process = start(house, path)
        time.sleep(lasted * part)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
        found = counts_before_emptying(house)
        assert found in (empty, full), f"killed after {part} of the time"
        cut_short += found == empty
    assert cut_short, "every import was over before it was killed"
    assert start(house, path).wait(timeout=120) == 0
    assert counts(house) == full


def test_what_a_killed_import_had_hidden_is_cleared_away(house: dict[str, str], tmp_path: Path) -> None:
    manage(house, "migrate", "--verbosity=0")
    path = long_list(tmp_path)
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "--no-imports", "-c", KILLS_ITSELF]
    killed = subprocess.run(command, env=house | {"LIST": str(path)}, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert hidden(house) > 0
    assert counts(house) == [0] * 6
    manage(house, "shell", "--no-imports", "-c", TIDIED)
    assert hidden(house) == 0
    assert start(house, path).wait(timeout=120) == 0
    assert counts(house)[0] == ROWS
