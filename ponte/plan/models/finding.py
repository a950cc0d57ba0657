"""What was found out of a country."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.plan.models.engagement import Engagement
from ponte.plan.models.vocabulary import Heading


class Finding(models.Model):
    """One heading of the checklist in one country. Without a source it is hearsay, so a source is required."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="findings")
    country = models.CharField(_("Country"), max_length=3)
    heading = models.CharField(_("Heading"), max_length=20, choices=Heading.choices)
    text = models.TextField(_("What was found"), max_length=4000)
    source = models.CharField(
        _("Source"),
        max_length=300,
        help_text=_("A law, an office, a person who knows: so that others can look."),
    )
    source_url = models.URLField(_("Its web address"), max_length=500, blank=True)
    on = models.DateField(_("As of"), default=timezone.localdate)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        ordering = ["engagement_id", "country", "heading"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.UniqueConstraint(fields=["engagement", "country", "heading"], name="finding_once"),
            models.CheckConstraint(name="finding_has_a_source", condition=~Q(source="") & ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.get_heading_display()}"
