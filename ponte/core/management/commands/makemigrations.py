"""Django's command, whose first migrations of an app are `FirstTables`."""

from pathlib import Path
from typing import Any

from django.core.management.commands import makemigrations
from django.db.migrations.writer import MigrationWriter

PLAIN = ("from django.db import migrations, models\n", "class Migration(migrations.Migration):")
MADE = (
    "from django.db import migrations, models\n\nfrom ponte.core.first_tables import FirstTables\n",
    "class Migration(FirstTables):",
)


class Command(makemigrations.Command):
    """Writes the same files, in one go applied where nothing is there yet."""

    def write_migration_files(self, changes: dict[str, Any], *arguments: Any) -> None:
        """Write them, and say in each first one how it is applied."""
        super().write_migration_files(changes, *arguments)
        if self.dry_run:
            return
        for migration in (each for app in changes.values() for each in app if each.initial):
            file = Path(MigrationWriter(migration, self.include_header).path)
            text = file.read_text(encoding="utf-8")
            for plain, made in zip(PLAIN, MADE, strict=True):
                text = text.replace(plain, made, 1)
            file.write_text(text, encoding="utf-8")
