"""Put a backup back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ponte.core import backups
from ponte.core.refusal import Refused


class Command(BaseCommand):
    """`make restore FILE=...`: checked first, all or nothing, the replaced data is kept."""

    help = "Put a backup back in place of the present database and files."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: object) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            done = backups.restore(file)
        except Refused as reason:
            raise CommandError(f"{reason} Nothing was changed.") from reason
        self.stdout.write(
            f"Restored {file}: saved at {done.manifest.made_at} by version {done.manifest.version}."
        )
        self.stdout.write(f"The database and {done.files} files are back. Restart the site if it runs.")
        self.stdout.write(f"What was replaced is in {done.kept_aside}; delete it when you do not need it.")
