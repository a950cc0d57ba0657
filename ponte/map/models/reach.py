"""Whom an organisation serves, and with what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.core.codes import CodesField
from ponte.map.models.vocabulary import Sector, Target


class Reach(models.Model):
    """Reach; the places are rows of their own (OrganisationPlace)."""

    communities = models.CharField(
        _("Communities"),
        max_length=300,
        blank=True,
        help_text=_("Nationalities, peoples or languages, with commas."),
    )
    sectors = CodesField(_("What they work on"), vocabulary=lambda: Sector.choices)
    targets = CodesField(_("Whom they work with"), vocabulary=lambda: Target.choices)
    services = models.TextField(_("Services offered"), max_length=4000, blank=True)

    class Meta:
        abstract = True
