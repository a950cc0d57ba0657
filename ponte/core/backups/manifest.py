"""What a backup says about itself, so that a wrong or damaged one is refused before anything is touched."""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from ponte.core.health import expected_migrations
from ponte.core.refusal import Refused

NAME = "manifest.json"
FORMAT = 1
CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """A file of the backup: size in bytes and SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The first file of every backup."""

    version: str
    database: str
    migrations: list[str]
    entries: dict[str, Entry]
    made_at: str = ""
    format: int = FORMAT
    about: str = field(default="A backup of Ponte. `manage.py restore` puts it back.")

    def to_json(self) -> bytes:
        """As it stands in the file."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()


def version() -> str:
    """The version of this code."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    return str(project["project"]["version"])


def digest(path: Path) -> Entry:
    """Size and checksum of a file on disk."""
    total = hashlib.sha256()
    with path.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            total.update(chunk)
    return Entry(path.stat().st_size, total.hexdigest())


def describe(files: Iterable[tuple[str, Path]]) -> Manifest:
    """The manifest of a backup that is about to be written."""
    applied = MigrationRecorder(connection).applied_migrations()
    return Manifest(
        version=version(),
        database=connection.vendor,
        migrations=sorted(f"{app}.{name}" for app, name in applied),
        entries={name: digest(path) for name, path in files},
        made_at=timezone.now().isoformat(timespec="seconds"),
    )


def parse(text: bytes) -> Manifest:
    """Read one back, or refuse."""
    try:
        told = json.loads(text)
        told["entries"] = {name: Entry(**entry) for name, entry in told["entries"].items()}
        manifest = Manifest(**told)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused("This file is not a backup of Ponte: its manifest cannot be read.") from error
    if not all(is_safe(name) for name in manifest.entries):
        raise Refused("This backup names files outside of itself. It was not made by Ponte; do not use it.")
    return manifest


def is_safe(name: str) -> bool:
    """Whether a name stays inside the backup."""
    path = PurePosixPath(name)
    is_plain = not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\0" not in name
    return is_plain and (path.parts[0] == "files" or len(path.parts) == 1)


def refuse_a_strange_one(manifest: Manifest) -> None:
    """Refuse what this code and this database cannot hold."""
    known = {f"{app}.{name}" for app, name in expected_migrations()}
    if manifest.format > FORMAT or set(manifest.migrations) - known:
        raise Refused(
            f"This backup was made by a newer version ({manifest.version}; this is {version()}). "
            "Update Ponte, then restore it."
        )
    if manifest.database != connection.vendor:
        raise Refused(
            f"This backup is of a {manifest.database} database; this installation uses {connection.vendor}. "
            "Set PONTE_DATABASE_URL to the same kind of database."
        )
