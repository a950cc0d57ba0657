"""The convene application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConveneConfig(AppConfig):
    """Tables and what happens at them, in the header and on the pages of others."""

    name = "ponte.convene"
    label = "convene"
    verbose_name = _("Convene")

    def ready(self) -> None:
        """Tell the house what convene has for it; models exist from here on."""
        from ponte.core.front import Door, doors

        doors.add("convene.tables", Door(_("Tables"), "convene:tables", order=20))
