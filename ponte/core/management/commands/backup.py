"""Copy database and files into one file."""

from django.core.management.base import BaseCommand, CommandError

from ponte.core import backups
from ponte.core.refusal import Refused


class Command(BaseCommand):
    """`make backup`; safe while the site runs."""

    help = "Copy database and files into one file under var/backups."

    def handle(self, **options: object) -> None:
        try:
            path = backups.write()
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"Saved {path} ({path.stat().st_size / 1_000_000:.1f} MB).")
        self.stdout.write(
            "It holds personal data, and not the secret key. Keep each where only the office can read it."
        )
