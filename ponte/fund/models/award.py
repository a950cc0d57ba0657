"""An award: what was decided, for whom, how much, under which conditions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ponte.core.models.searched_title import SearchedTitle
from ponte.core.money import Money
from ponte.core.references import ReferenceField
from ponte.fund.models.application import Application
from ponte.fund.models.call import Call
from ponte.fund.models.vocabulary import AwardState
from ponte.map.models import Organisation


class Award(SearchedTitle):
    """A row of the public register. It exists from the moment a decision of two people was released.

    names_recipient  False where a name is a danger: the register then says country and kind only
    """

    reference = ReferenceField()
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="awards")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="award")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="awards")
    host = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="hosted_awards"
    )
    state = models.CharField(_("State"), max_length=8, choices=AwardState.choices, default=AwardState.MADE)
    title = models.CharField(_("Title"), max_length=200)
    description = models.TextField(_("What it is for"), max_length=2000, blank=True)
    language = models.CharField(_("Language"), max_length=12, default="en")
    currency = models.CharField(_("Currency"), max_length=3)
    amount_minor = models.BigIntegerField(_("Amount"))
    conditions = models.TextField(_("Conditions"), max_length=4000, blank=True)
    sector = models.CharField(_("Sector"), max_length=30, blank=True)
    country = models.CharField(_("Where the work happens"), max_length=3, blank=True)
    awarded_on = models.DateField(_("Awarded on"))
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    names_recipient = models.BooleanField(_("The register names the organisation"), default=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-awarded_on", "-pk"]
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.CheckConstraint(name="award_is_of_something", condition=Q(amount_minor__gte=0)),
            models.CheckConstraint(
                name="award_ends_after_it_begins",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page in the public register."""
        return reverse("fund:award", args=[self.reference])

    @property
    def amount(self) -> Money:
        """What is given."""
        return Money(self.amount_minor, self.currency)
