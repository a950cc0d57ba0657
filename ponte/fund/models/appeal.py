"""An appeal: an applicant asks that a decision be looked at again, by somebody who did not take it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal
from ponte.core.references import ReferenceField
from ponte.fund.models.application import Application
from ponte.fund.models.vocabulary import AppealState


class Appeal(models.Model):
    """One for each decision. When it is upheld the application is judged again, by another panel."""

    reference = ReferenceField()
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="appeals")
    decision_of = models.DateTimeField(editable=False)  # when the decision was taken that it is about
    text = models.TextField(_("What was wrong with the decision"), max_length=4000)
    state = models.CharField(_("State"), max_length=9, choices=AppealState.choices, default=AppealState.FILED)
    filed_at = models.DateTimeField(default=timezone.now, editable=False)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("Answer"), max_length=4000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal_data: ClassVar[dict[str, Personal]] = {
        "text": Personal(_("To answer the appeal"), _("As long as the application")),
    }

    class Meta:
        ordering = ["-filed_at", "-pk"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.UniqueConstraint(fields=["application", "decision_of"], name="appeal_once"),
            models.CheckConstraint(
                name="appeal_not_decided_by_its_author",
                condition=Q(decided_by=None) | Q(filed_by=None) | ~Q(decided_by=F("filed_by")),
            ),
            models.CheckConstraint(
                name="appeal_answered_iff_decided",
                condition=Q(state__in=["upheld", "dismissed"], decided_at__isnull=False)
                | Q(state__in=["filed", "withdrawn"], decided_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)

    def get_absolute_url(self) -> str:
        """Its page, for the office."""
        return reverse("fund:appeal", args=[self.reference])
