"""Where an organisation has its roots, is based, or acts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.core.places import Precision
from ponte.map.models.organisation import Organisation
from ponte.map.models.vocabulary import PlaceRole


class OrganisationPlace(models.Model):
    """A country or a region of the world, and inside a country perhaps a town; as precise as known, no more."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="places")
    role = models.CharField(_("What this place is"), max_length=10, choices=PlaceRole.choices)
    area = models.CharField(_("Country or region"), max_length=3, help_text=_("ISO 3166 alpha-3, or UN M49."))
    locality = models.CharField(_("Town or area"), max_length=150, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    precision = models.CharField(
        _("How precise"), max_length=10, choices=Precision.choices, default=Precision.COUNTRY
    )

    class Meta:
        ordering = ["organisation_id", "pk"]
        verbose_name = pgettext_lazy("of an organisation", "place")
        verbose_name_plural = pgettext_lazy("of an organisation", "places")
        constraints = [
            models.CheckConstraint(
                name="place_has_both_coordinates_or_none",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.locality}, {self.area}" if self.locality else self.area
