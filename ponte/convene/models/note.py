"""What was said about one item of an agenda."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.agenda_item import AgendaItem
from ponte.convene.models.minutes import Minutes
from ponte.convene.models.table import Table

TEXT = "text"  # core wordings: the languages; the column is what is being written, in the language of the minutes
LONGEST = 100_000
MOST_LINES = 2_000


class Note(models.Model):
    """Paragraphs of several writers. Each save counts `version` on; the log gets one line a writer and pause.

    `key` is the number of the agenda item and stays when the item goes; 0 is what belongs to no item.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="notes")
    key = models.BigIntegerField(default=0)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="notes"
    )
    heading = models.CharField(_("Item of the agenda"), max_length=300, blank=True)
    text = models.TextField(_("Text"), blank=True)
    version = models.PositiveIntegerField(default=0)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    is_logged = models.BooleanField(default=True)  # the log knows the text as it is

    objects: ClassVar[models.Manager["Note"]] = models.Manager()

    class Meta:
        ordering = ["minutes_id", "pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [models.UniqueConstraint(fields=["minutes", "key"], name="note_once")]

    def __str__(self) -> str:
        return self.heading or str(_("Other notes"))

    @property
    def table(self) -> Table | None:
        """Whose meeting it was."""
        return self.minutes.table


class DoubledText(models.Model):
    """A paragraph two people changed at once: both texts stand in the note until somebody chooses."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="doubled")
    there = models.TextField()
    there_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    came = models.TextField()
    came_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager["DoubledText"]] = models.Manager()

    class Meta:
        ordering = ["note_id", "pk"]
        verbose_name = _("paragraph written twice")
        verbose_name_plural = _("paragraphs written twice")
        indexes = [models.Index(fields=["note"], condition=Q(settled_at=None), name="doubled_open")]

    def __str__(self) -> str:
        return f"{self.there} / {self.came}"


class Writing(models.Model):
    """Who has the minutes open, and which note they are in."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="writing")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.BigIntegerField(null=True, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager["Writing"]] = models.Manager()

    class Meta:
        ordering = ["minutes_id", "pk"]
        verbose_name = _("person writing")
        verbose_name_plural = _("people writing")
        constraints = [models.UniqueConstraint(fields=["minutes", "person"], name="writing_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.minutes}"
