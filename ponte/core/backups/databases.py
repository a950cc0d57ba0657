"""Copying a whole database out and back in, in the way of each kind."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection

from ponte.core.refusal import Refused

# Everything in the schema goes, what triggers call and what a newer version added too (not what an extension
# brought); then the copy is read in. One transaction.
EMPTY = """
SET lock_timeout = '30s';
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE 'DROP TABLE ' || name || ' CASCADE';
  END LOOP;
  FOR name IN SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
    WHERE n.nspname = current_schema() AND d.objid IS NULL LOOP
    EXECUTE 'DROP FUNCTION ' || name || ' CASCADE';
  END LOOP;
END $$;
"""


def copy_name() -> str:
    """What the copy is called inside a backup."""
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"


def copy_out(target: Path) -> None:
    """A consistent copy while the site runs."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", _database())
    target.chmod(0o600)


def copy_in(source: Path) -> None:
    """Replace everything by a copy: all of it or, after any failure, nothing."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(source)) as copy:
            _check(copy)
            connection.ensure_connection()
            copy.backup(connection.connection)
    else:
        script, empty = source.with_suffix(".sql"), source.with_suffix(".empty.sql")
        empty.write_text(EMPTY)
        _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
        once = (
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            "--no-psqlrc",
            "--quiet",
            "--output=/dev/null",
        )
        _run("psql", *once, f"--file={empty}", f"--file={script}", _database())
        script.unlink()
    connection.close()


def _check(copy: sqlite3.Connection) -> None:
    try:
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict != "ok":
        raise Refused(f"The database in this backup is damaged ({verdict}). Use another backup.")


def _database() -> str:
    return f"--dbname={connection.settings_dict['NAME']}"


def _environment() -> dict[str, str]:
    """Where the server is and who we are; a password on a command line could be read by others."""
    told = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {variable: str(told[key]) for variable, key in names.items() if told.get(key)}
    if mode := told.get("OPTIONS", {}).get("sslmode"):
        given["PGSSLMODE"] = mode
    return os.environ | given


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise Refused(f"{program} is needed and not installed (Debian: apt install postgresql-client).")
    done = subprocess.run(  # noqa: S603 - our own arguments
        [path, *arguments], env=_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Refused(f"{program} failed: {last}")
