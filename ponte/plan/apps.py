"""The plan application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    """Engagements, in the menu of the office."""

    name = "ponte.plan"
    label = "plan"
    verbose_name = _("Plan")

    def ready(self) -> None:
        """Tell the house what plan has for it; models exist from here on."""
        from ponte.core import front

        link = front.PersonLink(_("Engagements"), "plan:engagements", "plan.add_engagement")
        front.person_links.add("plan.engagements", link)
