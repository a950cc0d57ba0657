"""A stakeholder of an engagement."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.map.models import Stakeholder
from ponte.plan.models.engagement import Engagement


class Party(models.Model):
    """Somebody of the office's book of stakeholders whom this engagement has to reckon with."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="parties")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(_("What they are to it"), max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["engagement_id", "stakeholder__sort_name", "pk"]
        verbose_name = _("stakeholder of an engagement")
        verbose_name_plural = _("stakeholders of engagements")
        constraints = [models.UniqueConstraint(fields=["engagement", "stakeholder"], name="party_once")]

    def __str__(self) -> str:
        return str(self.stakeholder)
