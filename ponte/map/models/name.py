"""A further name of an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.map.models.organisation import Organisation
from ponte.map.models.vocabulary import NameKind


class OrganisationName(models.Model):
    """Names are people's own: each keeps its language, and with it its script and direction."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("Name"), max_length=300)
    language = models.CharField(_("Language"), max_length=20, blank=True)
    kind = models.CharField(
        _("What this name is"), max_length=10, choices=NameKind.choices, default=NameKind.OTHER
    )

    class Meta:
        ordering = ["organisation_id", "pk"]
        verbose_name = _("name")
        verbose_name_plural = _("names")

    def __str__(self) -> str:
        return self.text
