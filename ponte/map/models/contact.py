"""A way to reach an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.map.models.organisation import Organisation
from ponte.map.models.vocabulary import ContactKind


class OrganisationContact(models.Model):
    """A telephone, an address, a page of the body itself; those of a person are a representative's."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("Way to reach them"), max_length=10, choices=ContactKind.choices)
    value = models.CharField(_("Number or address"), max_length=300)
    is_public = models.BooleanField(_("Show it to everybody"), default=False)

    personal_data = {
        "value": Personal(_("to reach the organisation"), _("while the record is kept"), Scrubbed.BLANK),
    }

    class Meta:
        ordering = ["organisation_id", "pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.value
