"""What came of an engagement that nobody had planned."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.plan.models.engagement import Engagement
from ponte.plan.models.vocabulary import EffectKind


class UnplannedEffect(models.Model):
    """Good or bad, noticed by somebody on a day; never about single people.

    It can be corrected, and withdrawn with a reason; then it stays readable for the office, and counts no more.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="effects")
    on = models.DateField(_("Noticed on"), default=timezone.localdate)
    kind = models.CharField(_("Kind"), max_length=12, choices=EffectKind.choices)
    text = models.TextField(_("What happened"), max_length=2000)
    source = models.CharField(_("How we know"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(_("Withdrawn"), null=True, blank=True, editable=False)
    withdrawn_why = models.CharField(_("Why it was withdrawn"), max_length=500, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    LOGGED = ("on", "kind", "text", "source")

    class Meta:
        ordering = ["engagement_id", "-on", "-pk"]
        verbose_name = _("unplanned effect")
        verbose_name_plural = _("unplanned effects")

    def __str__(self) -> str:
        return self.text[:80]
