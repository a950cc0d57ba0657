"""Import admin areas with their p-codes."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ponte.core.files.texts import lines
from ponte.core.places import pcodes
from ponte.core.refusal import Refused

SHOWN = 50


class Command(BaseCommand):
    """`manage.py import_pcodes FILE.csv`."""

    help = "Import a table of p-codes as OCHA publishes it: everything or nothing, as often as you like."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(self, *, file: Path, dry_run: bool, **options: object) -> None:
        try:
            with file.open("rb") as content:
                plan = pcodes.plan("".join(lines(content)))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        for trouble in plan.troubles[:SHOWN]:
            self.stderr.write(f"line {trouble.line}, {trouble.column}: {trouble.message}")
        if plan.troubles:
            raise CommandError(f"{len(plan.troubles)} errors. Nothing was imported.")
        if not dry_run:
            pcodes.carry_out(plan)
        told = "would be " if dry_run else ""
        self.stdout.write(
            f"{len(plan.new)} areas {told}added, {len(plan.changed)} {told}changed, "
            f"{plan.unchanged} are the same already."
        )
