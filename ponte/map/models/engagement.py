"""What an organisation would do with others, and what would help it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.core.codes import CodesField
from ponte.map.models.vocabulary import Channel, Need, Willing


class Engagement(models.Model):
    """Engagement with the office and with other organisations."""

    willing_to = CodesField(_("Willing to"), vocabulary=lambda: Willing.choices)
    availability = models.CharField(_("When they can meet"), max_length=200, blank=True)
    channels = CodesField(_("How they like to be reached"), vocabulary=lambda: Channel.choices)
    may_send_spokesperson = models.BooleanField(_("May send a spokesperson"), null=True, blank=True)
    needs = CodesField(_("What would help them"), vocabulary=lambda: Need.choices)

    class Meta:
        abstract = True
