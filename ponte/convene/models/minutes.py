"""The minutes of a meeting."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.delegate import Delegate
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.table import Table
from ponte.core.references import ReferenceField


class MinutesState(models.TextChoices):
    """Where minutes stand."""

    DRAFT = "draft", _("Being written")
    CIRCULATED = "circulated", _("Sent to the members for comments")
    APPROVED = "approved", pgettext_lazy("of minutes", "Approved and frozen")


class Minutes(models.Model):
    """What was said, next to what agenda, attendance, decisions and actions say themselves.

    Until they are approved they are put together anew whenever somebody looks. Then they are kept as they were
    read in the meeting (a `FrozenPaper` for each language) and their hash with them; the database refuses any
    change after that (`models/frozen.py`).
    """

    reference = ReferenceField()
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(
        _("State"), max_length=10, choices=MinutesState.choices, default=MinutesState.DRAFT
    )
    language = models.CharField(_("Language they are written in"), max_length=12, default="en")
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name=_("Who else writes")
    )
    is_public = models.BooleanField(_("Everybody may read them once they are approved"), default=False)
    amend_until = models.DateField(_("Changes can be asked for until"), null=True, blank=True)
    circulated_at = models.DateTimeField(_("Sent"), null=True, blank=True)
    circulated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Sent by"),
    )
    approved_in = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="approves",
        verbose_name=_("Approved in"),
    )
    approved_at = models.DateTimeField(_("Approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Approved by"),
    )
    text_hash = models.CharField(_("Hash of the text"), max_length=64, blank=True, editable=False)

    objects: ClassVar[models.Manager["Minutes"]] = models.Manager()

    class Meta:
        ordering = ["-meeting__starts_at", "-pk"]
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.CheckConstraint(
                name="minutes_approved_iff_frozen",
                condition=Q(state="approved", approved_in__isnull=False, approved_at__isnull=False)
                & ~Q(text_hash="")
                | ~Q(state="approved") & Q(approved_in=None, approved_at=None, text_hash=""),
            ),
            models.CheckConstraint(
                name="minutes_not_approved_in_their_own_meeting",
                condition=Q(approved_in=None) | ~Q(approved_in=models.F("meeting")),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Minutes: %(meeting)s") % {"meeting": self.meeting})

    def get_absolute_url(self) -> str:
        """Where they are read, in the language of the moment."""
        return reverse("convene:minutes", args=[self.reference])

    @property
    def table(self) -> Table | None:
        """Whose they are."""
        return self.meeting.table

    @property
    def is_frozen(self) -> bool:
        """Nothing of them changes any more."""
        return self.state == MinutesState.APPROVED


class FrozenPaper(models.Model):
    """Approved minutes in one language, as plain values of a `Paper`."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="papers")
    language = models.CharField(max_length=12)
    paper = models.JSONField()

    objects: ClassVar[models.Manager["FrozenPaper"]] = models.Manager()

    class Meta:
        ordering = ["minutes_id", "language"]
        verbose_name = _("frozen minutes")
        verbose_name_plural = _("frozen minutes")
        constraints = [models.UniqueConstraint(fields=["minutes", "language"], name="frozen_paper_once")]

    def __str__(self) -> str:
        return f"{self.minutes} ({self.language})"


class MinutesCopy(models.Model):
    """Minutes sent to a delegate; what a link in the letter stands for."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="copies")
    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()

    objects: ClassVar[models.Manager["MinutesCopy"]] = models.Manager()

    class Meta:
        ordering = ["minutes_id", "pk"]
        verbose_name = _("copy of minutes")
        verbose_name_plural = _("copies of minutes")
        constraints = [models.UniqueConstraint(fields=["minutes", "delegate"], name="minutes_copy_once")]

    def __str__(self) -> str:
        return f"{self.minutes}: {self.delegate}"
