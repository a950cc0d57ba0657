"""Putting a backup back: checked first, all or nothing, and what it replaces is kept aside."""

import hashlib
import shutil
import tarfile
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command

from ponte.core.backups import databases, manifest
from ponte.core.backups.writing import folder, stamp
from ponte.core.refusal import Refused


@dataclass(frozen=True)
class Restored:
    """What was done: the manifest of what was read, how many files, and where the replaced data is."""

    manifest: manifest.Manifest
    files: int
    kept_aside: Path


def unpack(archive: Path, target: Path) -> manifest.Manifest:
    """Read a backup into an empty folder. Only plain files its manifest names, as they were saved."""
    try:
        with tarfile.open(archive, "r:gz") as opened:
            first = opened.next()
            if first is None or first.name != manifest.NAME or not first.isreg():
                raise Refused("This file is not a backup of Ponte: it does not begin with a manifest.")
            told = manifest.parse(_read(opened, first))
            manifest.refuse_a_strange_one(told)
            seen = {member.name for member in opened if _unpack_one(opened, member, told, target)}
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise Refused(f"This backup cannot be read to its end ({error}). Use another backup.") from error
    if missing := set(told.entries) - seen:
        raise Refused(f"This backup is incomplete: {sorted(missing)[0]} is missing. Use another backup.")
    return told


def _read(opened: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    content = opened.extractfile(member)
    return content.read(50_000_000) if content else b""


def _unpack_one(
    opened: tarfile.TarFile, member: tarfile.TarInfo, told: manifest.Manifest, target: Path
) -> bool:
    if member.name == manifest.NAME:
        return False
    entry = told.entries.get(member.name)
    content = opened.extractfile(member) if member.isreg() else None
    if entry is None or content is None or member.size != entry.size:
        raise Refused(
            f"This backup holds something its manifest does not name ({member.name}). Do not use it."
        )
    path = target / member.name
    path.parent.mkdir(parents=True, exist_ok=True)
    total = hashlib.sha256()
    with path.open("wb") as written:
        while chunk := content.read(manifest.CHUNK):
            total.update(chunk)
            written.write(chunk)
    if total.hexdigest() != entry.sha256:
        raise Refused(f"This backup is damaged: {member.name} is not what was saved. Use another backup.")
    return True


def _swap_files(new: Path, aside: Path) -> None:
    """Renames only, so that it is quick and can be undone."""
    current = Path(settings.MEDIA_ROOT)
    if current.exists():
        current.rename(aside)
    new.mkdir(exist_ok=True)
    new.rename(current)


def restore(archive: Path) -> Restored:
    """Put a backup back, bring it up to this version, or leave everything as it was."""
    with tempfile.TemporaryDirectory(dir=folder(), prefix=".restoring-") as place:
        unpacked = Path(place)
        told = unpack(archive, unpacked)
        aside = folder() / f"replaced-{stamp()}"
        aside.mkdir(mode=0o700)
        databases.copy_out(aside / databases.copy_name())
        _swap_files(unpacked / "files", aside / "files")
        try:
            databases.copy_in(unpacked / databases.copy_name())
            call_command("migrate", interactive=False, verbosity=0)
        except BaseException:
            _put_back(aside)
            raise
    cache.clear()
    return Restored(told, len(told.entries) - 1, aside)


def _put_back(aside: Path) -> None:
    current = Path(settings.MEDIA_ROOT)
    shutil.rmtree(current, ignore_errors=True)
    if (aside / "files").exists():
        (aside / "files").rename(current)
    databases.copy_in(aside / databases.copy_name())
