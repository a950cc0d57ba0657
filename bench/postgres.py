"""A PostgreSQL for the measuring alone: in a folder of its own, on a socket of its own, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

SETTINGS = "-c listen_addresses='' -c unix_socket_permissions=0777 -c jit=off"  # durable, as a real one is


def programs() -> Path | None:
    """Where the server's programs are: the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    return next((folder for folder in reversed(found) if (folder / "initdb").exists()), None)


def as_its_user(*command: str) -> None:
    """PostgreSQL does not run as root: then its own user runs it."""
    who = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*who, *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


@contextmanager
def own_server() -> Iterator[str]:
    """Its address; empty when the programs are not there."""
    bin_ = programs()
    if bin_ is None:
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="ponte-bench-pg-") as place:
        if os.geteuid() == 0:
            shutil.chown(place, "postgres")
        data = f"{place}/data"
        as_its_user(
            *(f"{bin_}/initdb", "-D", data, "--auth=trust", "--username=ponte"),
            *("--locale=C.UTF-8", "--encoding=UTF8"),
        )
        options = f"{SETTINGS} -c unix_socket_directories={place}"
        as_its_user(f"{bin_}/pg_ctl", "-D", data, "-w", "-l", f"{place}/log", "-o", options, "start")
        try:
            yield f"postgres://ponte@{quote(place, safe='')}/postgres"
        finally:
            as_its_user(f"{bin_}/pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
