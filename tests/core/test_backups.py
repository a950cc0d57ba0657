"""A backup comes back whole on both databases; a wrong, damaged or hostile one changes nothing."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from ponte.core.backups import manifest, restoring
from ponte.core.refusal import Refused

ROOT = Path(__file__).resolve().parents[2]
Manage = Callable[..., str]
COUNT = "from django.contrib.auth import get_user_model as m; print([p.email for p in m().objects.all()])"


@pytest.fixture
def database_url(tmp_path: Path, django_db_blocker, request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of the kind under test."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'site.sqlite3'}"
        return
    request.getfixturevalue("django_db_setup")
    name = f"backup_{os.getpid()}"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        connection.close()
    yield re.sub(r"/[^/]+$", f"/{name}", os.environ["PONTE_DATABASE_URL"])
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.close()


@pytest.fixture
def manage(tmp_path: Path, database_url: str) -> Manage:
    """Run a command in an installation of its own; its output."""
    environment = os.environ | {
        "PONTE_VAR_DIR": str(tmp_path / "var"),
        "PONTE_DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "ponte.config.settings",
    }

    def run(*arguments: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    return run


def add_person(manage: Manage, email: str) -> None:
    manage("shell", "-c", f"from ponte.accounts.models import Person as p; p.objects.create(email='{email}')")


def test_what_was_saved_comes_back_and_what_was_replaced_is_kept(manage: Manage, tmp_path: Path) -> None:
    manage("migrate")
    add_person(manage, "amina@example.org")
    stored = tmp_path / "var" / "files" / "ab"
    stored.mkdir(parents=True)
    (stored / "statute.pdf").write_bytes(b"as it was")
    said = manage("backup")
    (archive,) = (tmp_path / "var" / "backups").glob("ponte-*.tar.gz")
    assert str(archive) in said
    assert archive.stat().st_mode & 0o077 == 0
    add_person(manage, "late@example.org")
    (stored / "statute.pdf").write_bytes(b"changed")
    (stored / "late.pdf").write_bytes(b"late")
    said = manage("restore", str(archive))
    assert "The database and 1 files are back" in said
    assert "['amina@example.org']" in manage("shell", "-c", COUNT)
    assert [path.name for path in stored.iterdir()] == ["statute.pdf"]
    assert (stored / "statute.pdf").read_bytes() == b"as it was"
    (aside,) = (tmp_path / "var" / "backups").glob("replaced-*")
    assert (aside / "files" / "ab" / "late.pdf").exists()
    assert next(aside.glob("database.*")).stat().st_size > 0
    if connection.vendor == "sqlite":  # an installation that is empty is filled as well
        for path in tmp_path.glob("site.sqlite3*"):
            path.unlink()
        assert "are back" in manage("restore", str(archive))
        assert "['amina@example.org']" in manage("shell", "-c", COUNT)


@pytest.mark.once
def test_a_damaged_backup_changes_nothing(manage: Manage, tmp_path: Path) -> None:
    manage("migrate")
    add_person(manage, "amina@example.org")
    manage("backup")
    (archive,) = (tmp_path / "var" / "backups").glob("ponte-*.tar.gz")
    archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    add_person(manage, "late@example.org")
    said = manage("restore", str(archive))
    assert "Nothing was changed." in said
    assert "late@example.org" in manage("shell", "-c", COUNT)
    assert not list((tmp_path / "var" / "backups").glob("replaced-*"))


def pack(path: Path, told: dict[str, object], *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    """A backup as somebody else might make one."""
    text = json.dumps(told).encode()
    first = tarfile.TarInfo(manifest.NAME)
    with tarfile.open(path, "w:gz") as opened:
        for member, content in [(first, text), *members]:
            member.size = len(content)
            opened.addfile(member, io.BytesIO(content))
    return path


def told(**changes: object) -> dict[str, object]:
    plain = {"version": "0.1.0", "database": connection.vendor, "migrations": [], "entries": {}}
    return plain | changes


def entry(content: bytes) -> dict[str, object]:
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "files/../../outside", "etc/outside"])
def test_a_name_outside_the_backup_is_refused(tmp_path: Path, name: str) -> None:
    archive = pack(tmp_path / "x", told(entries={name: entry(b"x")}), (tarfile.TarInfo(name), b"x"))
    with pytest.raises(Refused, match="outside of itself"):
        restoring.unpack(archive, tmp_path / "in" / "here")
    assert not (tmp_path / "in" / "outside").exists()


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = tarfile.TarInfo("files/a")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    archive = pack(tmp_path / "x", told(entries={"files/a": entry(b"")}), (link, b""))
    with pytest.raises(Refused, match="does not name"):
        restoring.unpack(archive, tmp_path)


def test_content_that_was_changed_is_refused(tmp_path: Path) -> None:
    member = (tarfile.TarInfo("files/a"), b"evil")
    archive = pack(tmp_path / "x", told(entries={"files/a": entry(b"good")}), member)
    with pytest.raises(Refused, match="not what was saved"):
        restoring.unpack(archive, tmp_path)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"migrations": ["core.9999_later"]}, "newer version"),
        ({"format": 2}, "newer version"),
        ({"database": "oracle"}, "of a oracle database"),
        ({"entries": {"files/a": entry(b"")}}, "incomplete"),
        ({"entries": 3}, "cannot be read"),
    ],
)
def test_a_strange_backup_is_refused(tmp_path: Path, changes: dict[str, object], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        restoring.unpack(pack(tmp_path / "x", told(**changes)), tmp_path)


def test_any_other_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("not a backup")
    with pytest.raises(Refused, match="cannot be read"):
        restoring.unpack(tmp_path / "x", tmp_path)
