"""Terms of reference of a table, version after version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.meeting import Meeting
from ponte.convene.models.table import Table

TEXT = "text"  # a text in languages (core wordings); the column keeps the original, which is what was adopted


class TermsState(models.TextChoices):
    """Whether a version is the one that holds."""

    DRAFT = "draft", _("Draft")
    ADOPTED = "adopted", pgettext_lazy("of terms of reference", "Adopted")
    SUPERSEDED = "superseded", pgettext_lazy("of terms of reference", "Replaced by a newer version")


class Terms(models.Model):
    """What a table is for and how it works, as its members adopted it in a meeting. An adopted text never changes.

    Its translations may: they say that they are translations, and of which text.
    """

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField(_("Version"), editable=False)
    language = models.CharField(_("Language"), max_length=35, default="en")
    text = models.TextField(_("Text"), max_length=20_000)
    note = models.CharField(_("What is different, in one line"), max_length=300, blank=True)
    state = models.CharField(_("State"), max_length=12, choices=TermsState.choices, default=TermsState.DRAFT)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Adopted in the meeting"),
    )
    adopted_on = models.DateField(_("Adopted on"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["table_id", "-number"]
        verbose_name = _("terms of reference")
        verbose_name_plural = _("terms of reference")
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="terms_number_once"),
            models.UniqueConstraint(
                fields=["table"], condition=Q(state=TermsState.ADOPTED), name="terms_one_holds"
            ),
            models.UniqueConstraint(
                fields=["table"], condition=Q(state=TermsState.DRAFT), name="terms_one_draft"
            ),
            models.CheckConstraint(
                name="terms_adopted_on_a_day",
                condition=Q(state=TermsState.DRAFT, adopted_on=None)
                | ~Q(state=TermsState.DRAFT) & Q(adopted_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Version %(number)d") % {"number": self.number})

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("convene:terms_version", args=[self.table.reference, self.number])
