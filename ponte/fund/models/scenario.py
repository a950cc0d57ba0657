"""A scenario: one way to divide the envelope of a panel, kept with its reasons."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.money import Money
from ponte.fund.models.panel import Panel
from ponte.fund.models.vocabulary import Method


class Scenario(models.Model):
    """What was asked of it, and what came out. It decides nothing until somebody takes it over.

    least_share   the smallest part of what was asked that makes sense, in percent; 100: all or nothing
    floors        {"region:011": minor, "sector:health": minor}: at least so much for these
    lines         [{"application": pk, "amount": minor, "why": code, "facts": {…}}], best rank first
    proof         {"proven": bool, "points": hundredths, "bound": hundredths}
    fingerprint   of the applications it was computed from: shows whether they have changed since
    """

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField(_("Name"), max_length=100)
    method = models.CharField(_("How"), max_length=4, choices=Method.choices, default=Method.RANK)
    envelope_minor = models.BigIntegerField(_("Money to divide"))
    least_share = models.PositiveSmallIntegerField(
        _("Smallest award, percent of what was asked"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    floors = models.JSONField(default=dict, blank=True)
    lines = models.JSONField(default=list, editable=False)
    proof = models.JSONField(default=dict, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["panel", "created_at", "pk"]
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        constraints = [
            models.UniqueConstraint(fields=["panel", "name"], name="scenario_name_once"),
            models.CheckConstraint(name="scenario_divides_something", condition=Q(envelope_minor__gte=0)),
            models.CheckConstraint(
                name="scenario_share", condition=Q(least_share__gte=1, least_share__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """All scenarios of the panel, side by side."""
        return reverse("fund:panel_scenarios", args=[self.panel.reference])

    @property
    def envelope(self) -> Money:
        """What it divides."""
        return Money(self.envelope_minor, self.panel.call.currency)
