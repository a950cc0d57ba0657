"""The plan application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    """Engagements: in the menu and on the desk of the office."""

    name = "ponte.plan"
    label = "plan"
    verbose_name = _("Plan")

    def ready(self) -> None:
        """Tell the house what plan has for it; models exist from here on."""
        from ponte.core import front, values
        from ponte.core.registries import Cloning, cloning, page_slots
        from ponte.map.lifecycles import joining
        from ponte.map.queries.stakeholders import name_of_organisation, name_of_person
        from ponte.plan.actions import starting
        from ponte.plan.queries import engagements, progress

        values.tell("plan.engagement", "owner", _("Who leads it in the office"), name_of_person)
        values.tell("plan.engagement", "successor", _("Body that goes on"), name_of_organisation)
        joining.register(joining.rows_of("plan.engagement", "successor"))
        link = front.PersonLink(_("Engagements"), "plan:engagements", "plan.add_engagement")
        front.person_links.add("plan.engagements", link)
        page_slots.slot("core.desk.panels").add("plan/_desk_panel.html", engagements.desk_panel)
        for chapter in progress.OWN:
            progress.headings.add(f"plan.{chapter.number}", chapter)
        for name, title, preview, copy in (
            ("roles", _("Roles"), starting.preview_roles, starting.copy_roles),
            ("criteria", _("Conditions for leaving"), starting.preview_criteria, starting.copy_criteria),
            ("messages", _("Drafts of messages"), starting.preview_messages, starting.copy_messages),
        ):
            cloning.add(f"plan.{name}", Cloning(title, preview, copy))
