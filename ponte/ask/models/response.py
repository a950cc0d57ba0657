"""Somebody's answers to a questionnaire."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.ask.models.questionnaire import Questionnaire
from ponte.ask.models.version import Version
from ponte.core.references import ReferenceField


class ResponseState(models.TextChoices):
    """Where answers stand."""

    DRAFT = "draft", _("Being answered")
    SUBMITTED = "submitted", _("Submitted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Response(models.Model):
    """All answers of one subject to one version.

    subject  whom they are about, in words of another domain: "ask.person:12", "map.organisation:F10E1RTH"
    sealed   hash of what was submitted
    """

    reference = ReferenceField()
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="responses")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="responses")
    subject = models.CharField(max_length=120)
    state = models.CharField(
        _("State"), max_length=10, choices=ResponseState.choices, default=ResponseState.DRAFT
    )
    started_at = models.DateTimeField(_("Begun"), default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("Submitted"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sealed = models.CharField(_("Receipt"), max_length=64, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("answers")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "subject"], condition=Q(state="draft"), name="response_draft_once"
            ),
            models.CheckConstraint(
                name="response_sealed_iff_submitted",
                condition=(Q(state="submitted") & ~Q(sealed="") & Q(submitted_at__isnull=False))
                | ~Q(state="submitted"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.reference}"

    def get_absolute_url(self) -> str:
        """The page that says what is there and what is missing."""
        return reverse("ask:response", args=[self.reference])

    @property
    def is_open(self) -> bool:
        """Answers may still change."""
        return self.state == ResponseState.DRAFT
