"""The core application."""

from django.apps import AppConfig
from django.core import checks
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from ponte.core import front


class CoreConfig(AppConfig):
    name = "ponte.core"
    label = "core"

    def ready(self) -> None:
        """Models exist from here on: places learn the office's names, lifecycles and permissions are read."""
        from ponte.core import (
            chores,
            files,
            links,
            outbox,
            personal,
            places,
            registries,
            tasks,
            workflow,
            written_pages,
        )
        from ponte.core.models import Office
        from ponte.core.outbox.checks import mails_leave_the_house
        from ponte.core.workflow.checks import lifecycles_agree
        from ponte.core.workflow.waiting import proposals_to_confirm

        def own_names() -> places.Overrides:
            office = Office.current()
            return office.country_names if office else {}

        places.set_overrides(own_names)
        self.describe_the_house()
        self.look_after_indexes()
        for chore in (outbox.send_waiting, outbox.tidy, links.tidy, files.tidy, tasks.forget_finished):
            chores.every_hour(chore)
        front.doors.add("core.open_data", front.Door(_("Open data"), "core:open_data", order=90))
        letters = front.PersonLink(_("Letters"), "core:letters", "core.view_letters")
        front.person_links.add("core.letters", letters)
        autodiscover_modules("rules", "lifecycle", "lifecycles")
        registries.tasks.add("core.proposals", proposals_to_confirm)
        checks.register(lifecycles_agree)
        checks.register(mails_leave_the_house, deploy=True)
        written_pages.register(workflow.pages)
        written_pages.register(lambda: {"docs/personal-data.md": personal.page()})

    def look_after_indexes(self) -> None:
        """Whether lists can be found here, and what is left of indexes nobody reads."""
        from ponte.core import chores
        from ponte.core.finding import registry
        from ponte.core.finding.checks import check_database, check_threads

        checks.register(check_database, checks.Tags.database)
        checks.register(check_threads, checks.Tags.database)
        chores.every_hour(registry.tidy)

    def describe_the_house(self) -> None:
        """What the API says of the house itself."""
        from django.utils.translation import get_language

        from ponte.core import languages, places
        from ponte.core.api import Resource, about, resources, vocabularies

        def names_of_places() -> list[tuple[str, str]]:
            return sorted(places.names(get_language() or "en").items())

        def names_of_languages() -> list[tuple[str, str]]:
            return sorted(languages.choices(get_language() or "en"))

        resources.add("core.about", Resource("/about", "about", about.router))
        resources.add("core.vocabularies", Resource("/vocabularies", "vocabularies", vocabularies.router))
        of_places = vocabularies.Vocabulary("places", _("Countries and regions"), names_of_places)
        of_languages = vocabularies.Vocabulary("languages", _("Languages"), names_of_languages)
        vocabularies.vocabularies.add("core.places", of_places)
        vocabularies.vocabularies.add("core.languages", of_languages)
