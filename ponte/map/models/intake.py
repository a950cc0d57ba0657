"""How a record came to be when somebody told the office: who, by which way."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.map.models.organisation import Organisation


class Way(models.TextChoices):
    """How somebody told the office."""

    VISIT = "visit", _("At the office or on a visit")
    PHONE = "phone", _("By telephone")
    PAPER = "paper", _("On paper")
    EVENT = "event", _("At a meeting or an event")
    ONLINE = "online", _("Typed in by themselves")


class Intake(models.Model):
    """Who gave the first information, kept apart from the record; they may have no e-mail at all."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="intake")
    way = models.CharField(_("How they told us"), max_length=10, choices=Way.choices)
    person = models.CharField(_("Who told us"), max_length=150, blank=True)
    position = models.CharField(_("What they do there"), max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    personal_data = {
        "person": Personal(
            _("to know who spoke for the organisation"), _("while the record is kept"), Scrubbed.BLANK
        ),
        "position": Personal(
            _("to know who spoke for the organisation"), _("while the record is kept"), Scrubbed.BLANK
        ),
    }

    class Meta:
        ordering = ["organisation_id"]
        verbose_name = _("first information")
        verbose_name_plural = _("first information")

    def __str__(self) -> str:
        return str(self.organisation)
