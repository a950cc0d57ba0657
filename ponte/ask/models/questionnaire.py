"""A questionnaire, through all its versions."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.references import ReferenceField


class Questionnaire(models.Model):
    """What is asked under one name. `about` says whom the answers are about, by the name of a kind of subject."""

    reference = ReferenceField()
    title = models.CharField(_("Title"), max_length=300)
    title_language = models.CharField(max_length=35, default="en")
    about = models.CharField(_("Whom the answers are about"), max_length=60, default="ask.person")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, in the language of the moment."""
        return reverse("ask:questionnaire", args=[self.reference])
