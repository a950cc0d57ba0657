"""What somebody says is wrong with a record."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal
from ponte.core.references import ReferenceField
from ponte.map.models.organisation import Organisation

AFTER = _("12 months after it was settled")


class CorrectionState(models.TextChoices):
    """Where a correction is."""

    OPEN = "open", _("Waits for the office")
    APPLIED = "applied", _("The record was corrected")
    DECLINED = "declined", _("The record stays as it is")
    WITHDRAWN = "withdrawn", _("Taken back")


class Correction(models.Model):
    """Anybody may send one, without an account; `is_own` when it came by the link mailed to the body itself."""

    reference = ReferenceField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="corrections")
    state = models.CharField(
        _("State"), max_length=10, choices=CorrectionState.choices, default=CorrectionState.OPEN
    )
    values = models.JSONField(_("What is right"), default=dict)  # {field of the record: value}
    text = models.TextField(_("What is wrong"), max_length=4000, blank=True)
    is_own = models.BooleanField(_("From the organisation itself"), default=False)
    name = models.CharField(_("Who says so"), max_length=150, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    language = models.CharField(_("Language of the answer"), max_length=12)
    sent_at = models.DateTimeField(_("Sent"), default=timezone.now)
    settled_at = models.DateTimeField(_("Settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    scrubbed_at = models.DateTimeField(null=True, blank=True)

    personal_data: ClassVar[dict[str, Personal]] = {
        "name": Personal(_("To know who says so"), AFTER),
        "email": Personal(_("To answer"), AFTER),
        "text": Personal(_("To correct the record"), AFTER),
        "values": Personal(_("To correct the record"), AFTER),
    }

    objects: ClassVar[models.Manager["Correction"]] = models.Manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        indexes = [models.Index(fields=["state", "sent_at"], name="correction_by_state")]
        constraints = [
            models.CheckConstraint(
                name="correction_settled_iff_not_open",
                condition=models.Q(state="open", settled_at=None)
                | (~models.Q(state="open") & models.Q(settled_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        """Where the office decides on it."""
        return reverse("map:correction", args=[self.reference])
