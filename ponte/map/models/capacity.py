"""What an organisation has to work with."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import languages as tongues
from ponte.core.codes import CodesField
from ponte.map.models.vocabulary import BudgetBand, Policy


def spoken_languages() -> tuple[tuple[str, str], ...]:
    """Every language CLDR knows, named in the reader's own."""
    return tongues.choices(get_language() or "en")


class Capacity(models.Model):
    """Capacity, as an assessment records it."""

    staff_count = models.PositiveIntegerField(_("Paid staff"), null=True, blank=True)
    volunteer_count = models.PositiveIntegerField(_("Volunteers"), null=True, blank=True)
    budget_band = models.CharField(_("Yearly budget"), max_length=5, choices=BudgetBand.choices, blank=True)
    has_bank_account = models.BooleanField(_("Has a bank account"), null=True, blank=True)
    accounting = models.CharField(_("How the books are kept"), max_length=200, blank=True)
    policies = CodesField(_("Written rules"), vocabulary=lambda: Policy.choices)
    grants_managed = models.TextField(_("Grants managed, and past funders"), max_length=4000, blank=True)
    languages = CodesField(_("Languages spoken"), vocabulary=spoken_languages)
    spaces = models.CharField(_("Spaces"), max_length=300, blank=True)
    equipment = models.CharField(_("Equipment"), max_length=300, blank=True)
    skills = models.CharField(_("Skills"), max_length=300, blank=True)
    works_remotely = models.BooleanField(_("Can run work at a distance"), null=True, blank=True)
    local_partners = models.TextField(_("Partners in the country of origin"), max_length=4000, blank=True)
    access_constraints = models.CharField(_("What makes access hard"), max_length=300, blank=True)

    class Meta:
        abstract = True
