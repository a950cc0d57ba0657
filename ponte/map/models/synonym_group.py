"""Words and phrases of several languages by which the directory finds the same."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SynonymGroup(models.Model):
    """What an office changed of the groups that Ponte brings along, and those it added.

    A row with the key of a group that comes along stands in its place; without phrases it switches that group off.
    """

    key = models.SlugField(max_length=40, unique=True)
    phrases = models.TextField(_("Words that mean the same"), max_length=4000, blank=True)  # one a line
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["key"]
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def __str__(self) -> str:
        return self.phrases.partition("\n")[0] or self.key
