"""Somebody of the office opened a sealed application before the deadline."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.fund.models.application import Application
from ponte.fund.models.vocabulary import CallState, Channel, Stage

STILL_RUNNING = (CallState.PUBLISHED, CallState.REVIEW)
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


def sealed_until(application: Application, now: datetime | None = None) -> datetime | None:
    """Until when nobody of the office opens it; None when they may. What the office typed in has no seal."""
    call, now = application.call, now or timezone.now()
    if not call.is_sealed or application.channel != Channel.PAGE or call.state not in STILL_RUNNING:
        return None
    deadline = application.deadline
    return deadline if deadline is not None and now < deadline else None


def sealed(now: datetime | None = None) -> Q:
    """The same as a condition on rows of applications."""
    now = now or timezone.now()
    of_proposals = Q(call__has_concepts=True, stage=Stage.PROPOSAL)
    return Q(call__is_sealed=True, call__state__in=STILL_RUNNING, channel=Channel.PAGE) & (
        of_proposals & Q(call__proposals_until__gt=now) | ~of_proposals & Q(call__closes_at__gt=now)
    )


def looked_at(person: Any, now: datetime | None = None) -> "models.QuerySet[SealedLook]":
    """What this person opened a moment ago."""
    return SealedLook.objects.filter(by=person.pk, at__gte=(now or timezone.now()) - LASTS).order_by()


def has_looked(person: Any, application: Application) -> bool:
    """Whether they opened this one."""
    return looked_at(person).filter(application=application).exists()
