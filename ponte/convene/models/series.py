"""Meetings that follow each other."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.table import Table
from ponte.core.references import ReferenceField


class Series(models.Model):
    """A row of meetings of one table: what stays open on one agenda comes back on the next."""

    reference = ReferenceField()
    table = models.ForeignKey(
        Table,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="series",
        verbose_name=pgettext_lazy("where organisations sit", "Table"),
    )
    title = models.CharField(_("Title"), max_length=200)
    language = models.CharField(_("Language of the title"), max_length=12, default="en")
    # Standing items, in order: [{"title", "kind", "minutes"}]; every new agenda begins with them.
    standing_items = models.JSONField(_("Standing items"), default=list, blank=True)

    objects: ClassVar[models.Manager["Series"]] = models.Manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")

    def __str__(self) -> str:
        return self.title
