"""What was submitted, frozen, with the hash that its receipt shows."""

import zlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.fund.models.application import Application
from ponte.fund.models.vocabulary import Stage


class Submission(models.Model):
    """One row each time. `packed` is JSON, compressed; the SHA-256 of that JSON is `receipt`.

    So whoever downloads the JSON can compute the receipt again, with any tool.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=8, choices=Stage.choices)
    packed = models.BinaryField()
    receipt = models.CharField(_("Receipt"), max_length=64)
    is_late = models.BooleanField(default=False)
    at = models.DateTimeField(_("Submitted"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal_data = {
        "packed": Personal(_("to prove what was submitted"), _("the answers are deleted"), Scrubbed.ROW),
    }

    class Meta:
        ordering = ["application", "number"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="submission_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.number}"

    @property
    def content(self) -> bytes:
        """The JSON that was hashed."""
        return zlib.decompress(bytes(self.packed))
