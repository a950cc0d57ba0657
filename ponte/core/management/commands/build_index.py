"""Build the indexes of the lists anew; people go on searching with the old ones meanwhile."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from ponte.core.finding.rebuilding import Overtaken, rebuild
from ponte.core.finding.registry import indexes
from ponte.core.finding.registry import outdated as find_outdated


class Command(BaseCommand):
    """`manage.py build_index`; killed half-way it leaves everything as it was."""

    help = "Build the indexes of the lists anew beside the old ones, which are read until the new ones are whole."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--outdated", action="store_true", help="only indexes that were built by older rules"
        )

    def handle(self, *, outdated: bool, **options: object) -> None:
        for index in find_outdated() if outdated else indexes:
            with tqdm(desc=index.kind, total=index.rows().count(), unit=" rows", disable=None) as bar:
                try:
                    rows = rebuild(index, progress=bar.update)
                except Overtaken:
                    raise CommandError("Somebody else has begun to build it. Theirs goes on.") from None
            self.stdout.write(f"{index.kind}: built anew, {rows} rows.")
