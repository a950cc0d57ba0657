"""The core application."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "ponte.core"
    label = "core"

    def ready(self) -> None:
        """Places take the office's own names for countries."""
        from ponte.core import places  # models exist from here on
        from ponte.core.models import Office

        def own_names() -> places.Overrides:
            office = Office.current()
            return office.country_names if office else {}

        places.set_overrides(own_names)
