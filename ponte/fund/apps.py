"""The fund application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundConfig(AppConfig):
    """Calls, applications and awards, in the header and on the pages of others."""

    name = "ponte.fund"
    label = "fund"
    verbose_name = _("Fund")

    def ready(self) -> None:
        """Tell the house what fund has for it; models exist from here on."""
        self.join_records()

    def join_records(self) -> None:
        """Everything that points to an organisation moves along when two records are joined."""
        from ponte.map.lifecycles import joining
        from ponte.map.models import Organisation

        for model in self.get_models():
            for field in model._meta.concrete_fields:
                if field.related_model is Organisation:
                    joining.register(joining.rows_of(model._meta.label_lower, field.name))
