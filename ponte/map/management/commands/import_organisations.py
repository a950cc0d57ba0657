"""`make import FILE=list.csv VISIBILITY=public`: bring a list in from the shell."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from ponte.core.importing import look_over, orders_in
from ponte.core.models import ImportRun, SavedMapping
from ponte.core.refusal import Refused
from ponte.map.actions.import_check import check_import
from ponte.map.actions.import_discard import discard_import
from ponte.map.actions.import_organisations import apply_import
from ponte.map.forms.import_columns import KEPT, suggested_columns, targets
from ponte.map.forms.reading import reading, table_of
from ponte.map.models.vocabulary import Consent, Visibility
from ponte.map.queries.record import OWN, own_field

KIND = "map.organisation"
SHOWN = 30
Mapping = tuple[dict[str, str], dict[str, str], dict[str, Any]]


class Command(BaseCommand):
    """Bring a list of organisations in: all of it, or nothing with the reasons by row and column."""

    help = "Import organisations from a CSV, XLSX, XLS or ODS list. Only a name is needed; external_id identifies rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be said besides the file."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--visibility", choices=Visibility.values, default=Visibility.OFFICE.value)
        parser.add_argument(
            "--mapping",
            default="",
            help="a saved mapping by name; FILE.mapping.json is used when it is there",
        )
        parser.add_argument("--source", default="", help="where the list comes from")
        parser.add_argument("--dry-run", action="store_true", help="only say what the list would do")

    def handle(
        self, *, file: Path, visibility: str, mapping: str, source: str, dry_run: bool, **options: Any
    ) -> None:
        """Check, then apply."""
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        columns, constants, layout = self.mapping(file, mapping)
        constants = {"consent": Consent.NOT_ASKED.value, "source": source or file.name} | constants
        run = ImportRun(kind=KIND, file_name=file.name[:200], columns=columns, layout=layout)
        run.constants = constants | {"visibility": visibility} | ({"source": source} if source else {})
        self.refuse_nonsense(run)
        run.save()
        try:
            self.look_at(run, file)
            if not dry_run:
                run = self.apply(run)
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was imported.") from None
        finally:
            if run.state != ImportRun.State.APPLIED:
                discard_import(run)
        summary = run.summary
        done = "would be imported" if dry_run else "imported"
        self.stdout.write(
            f"{summary['rows']} rows {done}: {summary['new']} organisations new, "
            f"{summary['changed']} changed, {summary['same']} as they were. Visible to: {visibility}."
        )

    def mapping(self, file: Path, name: str) -> Mapping:
        """Columns, constants, layout: from the file beside the list, a saved mapping, or what the list itself says.

        A column that nobody names is kept as a note.
        """
        try:
            with file.open("rb") as content:
                table = table_of(content, {})
                looked = look_over(table)
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was imported.") from None
        suggested = suggested_columns(table.header, looked)
        columns, constants, fill, dates = self.chosen(file, name)
        if columns:
            suggested = dict.fromkeys(suggested, KEPT) | columns
        if kept := [
            heading for heading, field in suggested.items() if field == KEPT and heading not in columns
        ]:
            self.stderr.write(f"Kept as notes: {', '.join(kept)}.")
        layout = {"sheet": 0, "line": table.layout.line, "lines": table.layout.lines}
        return suggested, constants, {**layout, "orders": orders_in(looked) | dates, "fill": fill}

    def chosen(self, file: Path, name: str) -> tuple[dict, dict, dict, dict]:
        """Columns, constants, what fills empty cells, and the order of dates, as far as somebody chose them."""
        beside = file.with_name(f"{file.stem}.mapping.json")
        if name:
            saved = SavedMapping.objects.filter(kind=KIND, name=name).first()
            if saved is None:
                raise CommandError(f"There is no saved mapping called {name}.")
            return saved.columns, saved.constants, saved.fill, {}
        return self.beside(beside) if beside.is_file() else ({}, {}, {}, {})

    def beside(self, path: Path) -> tuple[dict, dict, dict, dict]:
        """The mapping in a file."""
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            constants, fill, dates = (dict(kept.get(name, {})) for name in ("constants", "fill", "dates"))
            return dict(kept["columns"]), constants, fill, dates
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise CommandError(
                f"{path.name} is not a mapping: it needs an object with “columns”. Nothing was imported."
            ) from error

    def refuse_nonsense(self, run: ImportRun) -> None:
        """Columns and constants come from people and files: both have to be ones we know."""
        strangers = sorted({str(name) for name in run.columns.values()} - {"", *targets()})
        if strangers:
            raise CommandError(f"No such fields: {', '.join(strangers)}. Nothing was imported.")
        for name, value in run.constants.items():
            if name not in OWN:
                raise CommandError(f"No such field: {name}. Nothing was imported.")
            try:
                own_field(name).clean(value, None)
            except ValidationError as error:
                raise CommandError(f"{name}: {' '.join(error.messages)} Nothing was imported.") from None

    def look_at(self, run: ImportRun, file: Path) -> None:
        """Find out what the list would do, with a progress bar; with any problem nothing is imported."""
        with file.open("rb") as content, tqdm(desc="checked", unit=" rows", disable=None) as bar:
            check_import(run, content, reading(), progress=bar.update)
        for problem in run.summary["problems"][:SHOWN]:
            self.stderr.write(f"row {problem['row']}, {problem['column']}: {problem['message']}")
        if count := len(run.summary["problems"]):
            raise CommandError(f"{count} problems. Nothing was imported: correct the list and try again.")

    def apply(self, run: ImportRun) -> ImportRun:
        """Bring it in, with a progress bar."""
        total = run.summary["new"] + run.summary["changed"]
        with tqdm(desc="brought in", total=total, unit=" organisations", disable=None) as bar:
            return apply_import(run, reading(), by=None, progress=bar.update)
