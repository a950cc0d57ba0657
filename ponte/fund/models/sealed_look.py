"""Somebody of the office opened a sealed application before the deadline."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.fund.models.application import Application

LASTS = timedelta(minutes=30)


class SealedLook(models.Model):
    """Written before anything is shown. The applicant sees it on their page."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sealed_looks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(_("Reason"), max_length=500)

    personal_data = {
        "reason": Personal(
            _("to show who opened a sealed application, and why"),
            _("the application is deleted"),
            Scrubbed.BLANK,
        ),
    }

    class Meta:
        ordering = ["application", "at", "pk"]
        verbose_name = _("look into a sealed application")
        verbose_name_plural = _("looks into sealed applications")

    def __str__(self) -> str:
        return f"{self.application_id} {self.at:%Y-%m-%d %H:%M}"
