"""A condition for leaving."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ponte.plan.models.engagement import Engagement
from ponte.plan.models.vocabulary import CriterionState


class ExitCriterion(models.Model):
    """What has to be so before the office steps back, and how one can see that it is."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="criteria")
    text = models.CharField(_("What has to be so"), max_length=300)
    state = models.CharField(
        _("How far"), max_length=10, choices=CriterionState.choices, default=CriterionState.NOT_YET
    )
    evidence = models.CharField(_("How one can see it"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["engagement_id", "position", "pk"]
        verbose_name = _("condition for leaving")
        verbose_name_plural = _("conditions for leaving")
        constraints = [
            models.CheckConstraint(
                name="criterion_met_has_evidence", condition=~Q(state=CriterionState.MET) | ~Q(evidence="")
            ),
        ]

    def __str__(self) -> str:
        return self.text
