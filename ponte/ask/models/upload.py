"""A file that waits until whoever gave it has seen what it would do."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.models import StoredFile


class Upload(models.Model):
    """`target` says what it is for: "answers:F10E1RTH", "questionnaire:…" or "questionnaire:" for a new one."""

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="+")
    target = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("file to be confirmed")
        verbose_name_plural = _("files to be confirmed")

    def __str__(self) -> str:
        return self.file.name
