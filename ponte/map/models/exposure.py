"""What of a record people outside the office see, and whether they may write to the body."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.map.models.vocabulary import Closeness


class Exposure(models.Model):
    """Exposure. `shown_to` is {field: level}, only where it differs from the field's default (queries/sight.py)."""

    shown_to = models.JSONField(_("Who sees what"), default=dict, blank=True)
    places_shown = models.CharField(
        _("How exactly others see where it is"),
        max_length=10,
        choices=Closeness.choices,
        default=Closeness.CITY,
    )
    takes_messages = models.BooleanField(
        _("People may write to it from its page"),
        default=True,
        help_text=_("They do not see the address. What they write is not kept."),
    )

    class Meta:
        abstract = True
