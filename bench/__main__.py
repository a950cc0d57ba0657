"""`python -m bench`: measures, prints, writes bench/results.md; exit 1 when a goal is missed.

SQLite, then PostgreSQL: the server of PONTE_DATABASE_URL, or one of its own. Each in a process, a folder and a database
of its own (`python -m bench.run`) that go afterwards.
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from bench.postgres import own_server
from bench.results import Row, table, write

HERE = Path(__file__).parent


def measure(database_url: str, sizes: list[str]) -> list[Row]:
    """Rows of one database; what the measuring says goes to the terminal."""
    with tempfile.TemporaryDirectory(prefix="ponte-bench-") as folder:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PONTE_")}
        environment |= {
            "PONTE_VAR_DIR": folder,
            "PONTE_DATABASE_URL": database_url or f"sqlite:///{folder}/bench.sqlite3",
            "PONTE_SECRET_KEY": "only for measuring: nothing is protected by this",
            "PYTHONHASHSEED": "0",
        }
        command = [sys.executable, "-m", "bench.run", *sizes]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return [Row(*row) for row in json.loads(done.stdout)]


def main() -> int:
    """Measure, tell, and say by the exit code whether every goal was met."""
    sizes = sys.argv[1:] or ["10", "20000", "120000"]
    given = os.environ.get("PONTE_DATABASE_URL", "")
    rows = measure("", sizes)
    with nullcontext(given) if given.startswith("postgres") else own_server() as address:
        rows += measure(address, sizes) if address else []
    if not address:
        sys.stdout.write("Not on PostgreSQL: no server programs here (Debian: apt install postgresql).\n")
    sys.stdout.write(table(rows))
    write(HERE / "results.md", rows)
    missed = [row for row in rows if not row.is_met]
    sys.stdout.write(f"{len(rows) - len(missed)} of {len(rows)} goals met.\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
