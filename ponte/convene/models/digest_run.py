"""One week's sending of the lists of actions."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DigestRun(models.Model):
    """A week; a sending that was interrupted goes on after the last reader it reached."""

    week = models.CharField(max_length=8, unique=True)  # ISO: 2026-W48
    position = models.CharField(
        max_length=64, blank=True
    )  # readers go out in the order of hashes of addresses
    letters = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["DigestRun"]] = models.Manager()

    class Meta:
        ordering = ["-week"]
        verbose_name = _("weekly sending")
        verbose_name_plural = _("weekly sendings")

    def __str__(self) -> str:
        return self.week
