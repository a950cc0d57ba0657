"""Load the demo office into an empty database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ponte.accounts.actions import demo_people
from ponte.core import versions
from ponte.core.models import Office
from ponte.core.registries import demo_stages
from ponte.map.actions import demo_lives
from ponte.map.actions.look_for_duplicates import look_for_duplicates
from ponte.map.models import Organisation

LIST = Path(settings.BASE_DIR) / "demo" / "initiatives.csv"


class Command(BaseCommand):
    """One office, its people, and the organisations of a real report, brought in by the importer itself."""

    help = "Load the demo office. Does nothing when there is an office already."

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        """All of it or nothing."""
        if not settings.DEMO:
            raise CommandError("This is not a demo installation (PONTE_DEMO is not set).")
        if Office.objects.exists() or Organisation.objects.exists():
            return
        Office.objects.create(
            name="Country Office Italy (demo)",
            short_name="Ponte Italy",
            countries=["ITA"],
            currencies=["EUR"],
            languages=[code for code, _name in settings.LANGUAGES],
            email="office@example.org",
        )
        versions.bump("core.office")
        people = demo_people.create()
        call_command("import_organisations", str(LIST), visibility="public", stdout=self.stdout)
        demo_lives.create(people)
        look_for_duplicates()
        for stage in demo_stages:
            stage(people)
        self.stdout.write("The demo office is loaded.")
