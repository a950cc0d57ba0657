"""Making a backup while the site runs."""

import io
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from ponte.core.backups import databases, manifest


def folder() -> Path:
    """Where backups are kept: readable by their owner only."""
    path = Path(settings.VAR_DIR) / "backups"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def stamp() -> str:
    """A moment as part of a file name, in UTC, to the millisecond."""
    return timezone.now().strftime("%Y%m%d-%H%M%S-%f")[:-3]


def stored_files() -> list[tuple[str, Path]]:
    """Everything people gave us, by its name in a backup. Listed after the database was copied."""
    root = Path(settings.MEDIA_ROOT)
    found = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return [(f"files/{path.relative_to(root).as_posix()}", path) for path in found]


def write() -> Path:
    """The path of a new backup; nothing is left behind when it could not be finished."""
    target = folder() / f"ponte-{stamp()}.tar.gz"
    with tempfile.TemporaryDirectory(dir=folder(), prefix=".unfinished-") as unfinished:
        copy = Path(unfinished) / databases.copy_name()
        databases.copy_out(copy)
        contents = [(copy.name, copy), *stored_files()]
        described = manifest.describe(contents).to_json()
        archive = Path(unfinished) / target.name
        with tarfile.open(archive, "w:gz", compresslevel=6) as opened:
            first = tarfile.TarInfo(manifest.NAME)
            first.size = len(described)
            opened.addfile(first, io.BytesIO(described))
            for name, path in contents:
                opened.add(path, arcname=name, recursive=False)
        archive.chmod(0o600)
        archive.rename(target)
    return target
