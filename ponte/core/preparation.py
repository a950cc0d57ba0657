"""What must be true before pages are served: schema, catalogues, static files. Skipped where it is."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import structlog
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ponte.core import catalogues, tasks
from ponte.core.finding import registry

log = structlog.get_logger(__name__)


def missing_migrations() -> list[str]:
    """Names of migrations the code has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _ in plan]


def prepare_database() -> None:
    """Bring the schema up to the code."""
    if missing_migrations():
        call_command("migrate", interactive=False, verbosity=0)


def prepare_indexes() -> None:
    """Have indexes built anew whose rules have changed, in the background; the old ones are read until then."""
    for index in registry.outdated():
        log.warning("index outdated", index=index.kind)
        tasks.build_indexes.enqueue()
        return


def prepare_catalogues() -> None:
    """Compile the catalogues that changed; compiled ones are not kept in version control."""
    for folder in settings.LOCALE_PATHS:
        catalogues.compile_changed(Path(folder))


def _static_sources() -> Iterator[str]:
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            yield f"{path} {storage.get_modified_time(path).timestamp()} {storage.size(path)}"


def prepare_static_files() -> None:
    """Hash and compress static files when any of them changed since the last time."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".sources"
    state = hashlib.sha256("\n".join(sorted(_static_sources())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=root.exists())
    root.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state)


def prepare() -> None:
    """Everything, in order; quick when there is nothing to do."""
    prepare_database()
    prepare_indexes()
    prepare_catalogues()
    prepare_static_files()
    tasks.wind_clock()
