"""Collect the strings of the interface into its catalogues and compile them; or only check them."""

from pathlib import Path

from babel.messages.catalog import Catalog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ponte.core import catalogues

SHOWN = 25  # faults told one by one for each language


class Command(BaseCommand):
    """`make messages`; `manage.py messages --check` changes nothing."""

    help = "Collect and compile the catalogues of the interface."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when a catalogue is not complete")

    def handle(self, *, check: bool, **options: object) -> None:
        folder = Path(settings.LOCALE_PATHS[0])
        found = catalogues.collect(settings.BASE_DIR / "ponte")
        # The strings in the code are English, so English needs no catalogue.
        languages = [code for code, _name in settings.LANGUAGES if code != "en"]
        if not check:
            for language in languages:
                catalogues.update(folder, language, found)
            catalogues.compile_changed(folder)
        number = sum(self._tell(language, found, folder) for language in languages)
        self.stdout.write(f"{len(found)} strings in {len(languages)} catalogues, {number} to do.")
        if check and number:
            raise CommandError(
                "The catalogues are not complete. Run make messages, then translate what is listed."
            )

    def _tell(self, language: str, found: Catalog, folder: Path) -> int:
        lines = list(catalogues.faults(found, catalogues.load(folder, language)))
        for line in lines[:SHOWN]:
            self.stdout.write(f"{language}: {line}")
        if len(lines) > SHOWN:
            self.stdout.write(f"{language}: and {len(lines) - SHOWN} more")
        return len(lines)
