"""Meetings that follow each other."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.table import Table, known_zone, office_zone
from ponte.convene.models.vocabulary import Frequency, SeriesState, Week, Weekday
from ponte.core.references import ReferenceField

TITLE = "title"  # a text in languages (core wordings); the column keeps the original


class Series(models.Model):
    """A row of meetings of one table: what stays open on one agenda comes back on the next.

    Its rule says when the next one usually is. It proposes a day and never plans a meeting by itself.
    """

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
    state = models.CharField(
        _("State"), max_length=7, choices=SeriesState.choices, default=SeriesState.RUNNING
    )
    frequency = models.CharField(
        _("How often it meets"), max_length=15, choices=Frequency.choices, default=Frequency.AS_NEEDED
    )
    weekday = models.PositiveSmallIntegerField(
        _("On which day of the week"), choices=Weekday.choices, null=True, blank=True
    )
    week = models.PositiveSmallIntegerField(
        _("In which week of the month"), choices=Week.choices, null=True, blank=True
    )
    at = models.TimeField(_("Begins at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("Length in minutes"), default=120)
    zone = models.CharField(_("Time zone"), max_length=60, default=office_zone, validators=[known_zone])
    # In order: [{"title", "kind", "minutes", "texts": {language: title}}]; every new agenda begins with them.
    standing_items = models.JSONField(_("Standing items"), default=list, blank=True)
    ended_at = models.DateTimeField(_("Ended"), null=True, blank=True)

    objects: ClassVar[models.Manager["Series"]] = models.Manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")
        constraints = [models.CheckConstraint(name="series_has_a_title", condition=~Q(title=""))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, in the language of the moment."""
        return reverse("convene:series", args=[self.reference])
