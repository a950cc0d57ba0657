"""A way to reach an organisation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.map.models.organisation import Organisation
from ponte.map.models.vocabulary import ContactKind


class OrganisationContact(models.Model):
    """A telephone, an address, a page. What belongs to a person is never public."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("Way to reach them"), max_length=10, choices=ContactKind.choices)
    value = models.CharField(_("Number or address"), max_length=300)
    person = models.CharField(_("Person who answers"), max_length=150, blank=True)
    is_public = models.BooleanField(_("Show it to everybody"), default=False)

    personal_data = {
        "value": Personal(_("to reach the organisation"), _("while the record is kept"), Scrubbed.BLANK),
        "person": Personal(_("to ask for the right person"), _("while the record is kept"), Scrubbed.BLANK),
    }

    class Meta:
        ordering = ["organisation_id", "pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.CheckConstraint(
                name="contact_of_a_person_is_not_public", condition=Q(person="") | Q(is_public=False)
            ),
        ]

    def __str__(self) -> str:
        return self.value
