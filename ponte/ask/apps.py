"""The application of questionnaires."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AskConfig(AppConfig):
    """Questionnaires: written by the office, answered by whom they are about."""

    name = "ponte.ask"
    label = "ask"
    verbose_name = _("Questionnaires")

    def ready(self) -> None:
        """Tell the house what there is; models exist from here on."""
        from ponte.ask import subjects, supported
        from ponte.ask.actions import holdings, themselves, uploads
        from ponte.ask.forms.xlsform.validating import validate
        from ponte.ask.models import Response
        from ponte.ask.notices import response_moved
        from ponte.ask.queries import front, responses
        from ponte.ask.queries.uploads import is_waiting
        from ponte.ask.receivers import keep_published_versions
        from ponte.ask.subjects import subject_kinds
        from ponte.core import chores, files, registries, values, written_pages
        from ponte.core.registries import page_slots, standards, tasks
        from ponte.core.workflow import moved

        page_slots.slot("core.desk.panels").add("ask/_desk_panel.html", front.desk_panel)
        registries.holdings.add("ask", holdings.find)
        tasks.add("ask.begun", front.begun)
        files.elsewhere.add("ask.answers", responses.is_an_answer)
        files.elsewhere.add("ask.uploads", is_waiting)
        chores.every_hour(uploads.tidy)
        written_pages.register(lambda: {"docs/questionnaires.md": supported.page()})
        values.tell("ask.response", "subject", _("About"), subjects.title)
        post_migrate.connect(keep_published_versions, sender=self)
        standards.add("xlsform", validate)
        moved.connect(response_moved, sender=Response, dispatch_uid="ask.response")
        subject_kinds.add("ask.person", themselves.KIND)
