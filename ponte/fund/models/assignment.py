"""A proposal of who reads what, worked out in the background and looked at before it counts."""

from math import ceil

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.fund.models.phase import ReviewPhase
from ponte.fund.models.vocabulary import PlanState


class AssignmentPlan(models.Model):
    """`pairs` is a list of [application, reviewer, reasons]; `left` says for whom nobody was found, and why."""

    phase = models.ForeignKey(ReviewPhase, on_delete=models.CASCADE, related_name="plans")
    state = models.CharField(_("State"), max_length=9, choices=PlanState.choices, default=PlanState.WAITING)
    pairs = models.JSONField(default=list, blank=True)
    left = models.JSONField(default=list, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("proposal of who reads what")
        verbose_name_plural = _("proposals of who reads what")

    def __str__(self) -> str:
        return str(self.phase)

    @property
    def whole_seconds(self) -> int:
        """How long it took, rounded up."""
        return max(1, ceil(self.seconds or 0))
