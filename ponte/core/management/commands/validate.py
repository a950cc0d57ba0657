"""Check a file against an open standard: `make validate STANDARD=xlsform FILE=form.xlsx`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ponte.core.refusal import Refused
from ponte.core.registries import standards


class Command(BaseCommand):
    """Findings go to standard output; any error ends with 1."""

    help = "Check a file against a standard that some domain registered."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which standard, which file."""
        parser.add_argument("standard", choices=sorted(name for name, _check in standards.items()))
        parser.add_argument("file", type=Path)

    def handle(self, *, standard: str, file: Path, **options: Any) -> None:
        """Print each finding with its level."""
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            with file.open("rb") as opened:
                found = list(standards[standard](opened))
        except Refused as refusal:
            raise CommandError(f"error: {refusal}") from None
        for level, message in found:
            self.stdout.write(f"{level}: {message}")
        wrong = sum(1 for level, _message in found if level == "error")
        if wrong:
            raise CommandError(f"{wrong} errors.")
        self.stdout.write("No errors.")
