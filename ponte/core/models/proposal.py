"""A step that one person proposed and another must confirm."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Proposal(models.Model):
    """Open until it has an outcome; a thing has at most one open proposal for each step."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        DECLINED = "declined", _("Declined by somebody else")
        LAPSED = "lapsed", _("Lapsed, because the thing has changed since")

    kind = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    workflow = models.CharField(max_length=100)
    step = models.CharField(max_length=50)
    state = models.CharField(max_length=50)
    facts = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # The entry of the change log that announced it: what is logged later was not seen by the proposer.
    change = models.ForeignKey("core.Change", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.UniqueConstraint(
                name="proposal_open_once",
                fields=["kind", "subject_id", "workflow", "step"],
                condition=Q(outcome=""),
            ),
            models.CheckConstraint(
                name="proposal_settled_iff_outcome",
                condition=Q(outcome="", settled_at=None) | (~Q(outcome="") & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="proposal_takes_two_people",
                condition=~Q(outcome="confirmed") | ~Q(settled_by=F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}: {self.step}"

    @property
    def is_open(self) -> bool:
        """Whether somebody can still confirm or withdraw it."""
        return not self.outcome
