"""While a long list comes in, others go on saving: on SQLite, which has one writer, nobody waits for long."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.running import ROOT

ROWS = 5_000
pytestmark = pytest.mark.slow


def test_another_writer_waits_for_a_small_part_of_the_import(tmp_path: Path) -> None:
    """A second connection takes the write lock again and again; the longest wait is told."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PONTE_", "DJANGO_"))}
    database = tmp_path / "ponte.sqlite3"
    house = plain | {"PONTE_VAR_DIR": str(tmp_path), "PONTE_DATABASE_URL": f"sqlite:///{database}"}
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity=0"], env=house, check=True)
    path = tmp_path / "list.csv"
    rows = (f"Group {number},SEN;MLI,culture,Note {number}\n" for number in range(ROWS))
    path.write_text("name,origin,sectors,note\n" + "".join(rows))
    other = sqlite3.connect(database, isolation_level=None, timeout=60)
    began, waits = time.monotonic(), []
    with subprocess.Popen([*manage, "import_organisations", str(path)], env=house) as process:
        while process.poll() is None:
            asked = time.monotonic()
            other.execute("BEGIN IMMEDIATE")
            waits.append(time.monotonic() - asked)
            time.sleep(0.005)  # long enough that the import has to wait for it too
            other.execute("COMMIT")
            time.sleep(0.02)
    assert process.returncode == 0
    assert other.execute("SELECT count(*) FROM map_organisation").fetchone() == (ROWS,)
    assert len(waits) > 20
    assert max(waits) < max(2.0, (time.monotonic() - began) / 5)
