"""Who does the work together with the applicant, here or in the country of origin."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import places
from ponte.fund.models.application import Application
from ponte.fund.models.vocabulary import PartnerKind
from ponte.map.models import Organisation


class Partner(models.Model):
    """On the register, or only known by its name. People are not named here."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships",
        verbose_name=_("In the directory as"),
    )
    name = models.CharField(_("Name"), max_length=300)
    kind = models.CharField(_("What it is"), max_length=12, choices=PartnerKind.choices)
    country = models.CharField(_("Country"), max_length=3)
    town = models.CharField(_("Town or region"), max_length=120, blank=True)
    does = models.CharField(_("What it does in the project"), max_length=500)
    has_agreed = models.BooleanField(
        _("They have agreed"), default=False, help_text=_("You may tick this later, before you submit.")
    )
    edition = models.PositiveIntegerField(default=1)  # grows with every change: an older page is told

    class Meta:
        ordering = ["application", "pk"]
        verbose_name = _("partner in an application")
        verbose_name_plural = _("partners in applications")

    def __str__(self) -> str:
        return self.name

    @property
    def country_name(self) -> str:
        """Where it is, in the reader's language."""
        return places.name(self.country, get_language() or "en")
