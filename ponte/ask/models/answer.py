"""One answer, with the edition that says who wrote over whom."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.ask.models.response import Response
from ponte.core.models import StoredFile
from ponte.core.personal import Personal, Scrubbed

KEPT = _("the answers are deleted")
WHY = _("to know what was answered")


class Answer(models.Model):
    """`path` says where in the questionnaire (`household:k3/age`), `value` is JSON (ponte/ask/document/stored.py).

    rival  what somebody else wrote at the same time; both are kept until a person chooses
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    path = models.CharField(max_length=300)
    value = models.JSONField(null=True)
    edition = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rival = models.JSONField(null=True)
    has_rival = models.BooleanField(default=False)
    rival_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_elsewhere = models.BooleanField(default=False)  # filled in, and not yet looked at

    personal_data = {
        "value": Personal(WHY, KEPT, Scrubbed.ROW),
        "rival": Personal(WHY, KEPT, Scrubbed.ROW),
    }

    class Meta:
        ordering = ["response", "path"]
        constraints = [models.UniqueConstraint(fields=["response", "path"], name="answer_once")]

    def __str__(self) -> str:
        return self.path
