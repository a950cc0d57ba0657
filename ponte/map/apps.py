"""The map application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ponte.core import front


class MapConfig(AppConfig):
    name = "ponte.map"
    label = "map"

    def ready(self) -> None:
        """Put the directory's door into the header."""
        front.add_door(front.Door(_("Organisations"), "map:organisations", order=10))
