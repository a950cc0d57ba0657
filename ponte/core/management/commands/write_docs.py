"""Write the generated pages of docs/ again; or only check that they say what the code says."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ponte.core import written_pages


class Command(BaseCommand):
    """`make docs`; `manage.py write_docs --check` changes nothing."""

    help = "Write the generated pages of docs/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when a page is not up to date")

    def handle(self, *, check: bool, **options: object) -> None:
        if not check:
            for path in written_pages.write(settings.BASE_DIR):
                self.stdout.write(f"written: {path}")
        elif outdated := list(written_pages.outdated(settings.BASE_DIR)):
            raise CommandError(f"Not up to date: {', '.join(outdated)}. Run make docs.")
        self.stdout.write(f"{len(written_pages.pages())} generated pages are up to date.")
