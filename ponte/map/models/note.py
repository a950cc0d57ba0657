"""Something an organisation did, as a source tells it."""

from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.map.models.organisation import Organisation


class OrganisationNote(models.Model):
    """A note of an activity with its figures and its source, word for word until initiatives have their own place."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("What they did"), max_length=4000)
    details = models.JSONField(_("Figures and details"), default=dict, blank=True)
    source = models.CharField(_("Source"), max_length=300, blank=True)
    source_url = models.URLField(_("Address of the source"), max_length=500, blank=True)

    class Meta:
        ordering = ["organisation_id", "pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def source_host(self) -> str:
        """The site the address leads to, so that nobody takes it for the source itself."""
        return urlsplit(self.source_url).netloc.removeprefix("www.")

    @property
    def shown_details(self) -> list[tuple[str, str]]:
        """(heading, value) as the source has them, codes without underscores."""
        return [
            (heading.replace("_", " "), str(value).replace("_", " ").replace(";", ", "))
            for heading, value in self.details.items()
        ]
