"""A text of a thing in one language."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Wording(models.Model):
    """One language of one text. A missing language has no row; exactly one row is the original."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        MACHINE = "machine", _("Translated by machine, not checked")
        OUTDATED = "outdated", _("Out of date: the original has changed")
        CONFIRMED = "confirmed", _("Confirmed")

    kind = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    language = models.CharField(max_length=35)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State)
    is_original = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["kind", "subject_id", "field", "language"]
        constraints = [
            models.UniqueConstraint(name="wording_once", fields=["kind", "subject_id", "field", "language"]),
            models.UniqueConstraint(
                name="wording_one_original",
                fields=["kind", "subject_id", "field"],
                condition=Q(is_original=True),
            ),
            models.CheckConstraint(
                name="wording_original_is_human",
                condition=Q(is_original=False) | Q(state__in=["draft", "confirmed"]),
            ),
            models.CheckConstraint(name="wording_is_not_empty", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.field} ({self.language})"
