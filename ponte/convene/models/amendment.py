"""A change that somebody asks for in minutes that were sent round."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.delegate import Delegate
from ponte.convene.models.minutes import Minutes
from ponte.convene.models.note import Note
from ponte.convene.models.table import Table
from ponte.core.personal import Personal
from ponte.core.references import ReferenceField


class AmendmentState(models.TextChoices):
    """What became of it."""

    PROPOSED = "proposed", _("Waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("of an amendment", "Taken into the minutes")
    REFUSED = "refused", pgettext_lazy("of an amendment", "Not taken")
    WITHDRAWN = "withdrawn", pgettext_lazy("of an amendment", "Taken back")


class Amendment(models.Model):
    """One paragraph as it is and as it should be, or a new one when `paragraph` is empty."""

    reference = ReferenceField()
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="amendments")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="amendments")
    paragraph = models.TextField(_("As it is"), blank=True)
    text = models.TextField(_("As it should be"), max_length=4000)
    reason = models.TextField(_("Why"), max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    delegate = models.ForeignKey(
        Delegate, on_delete=models.SET_NULL, null=True, blank=True, related_name="amendments"
    )
    by_name = models.CharField(_("Asked by"), max_length=200, blank=True)
    state = models.CharField(
        _("State"), max_length=10, choices=AmendmentState.choices, default=AmendmentState.PROPOSED
    )
    answer = models.TextField(_("Answer"), max_length=2000, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Answered by"),
    )

    personal_data: ClassVar[dict[str, Personal]] = {
        "by_name": Personal(_("To know who asked for a change"), _("as long as the minutes are kept")),
    }

    objects: ClassVar[models.Manager["Amendment"]] = models.Manager()

    class Meta:
        ordering = ["minutes_id", "pk"]
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")

    def __str__(self) -> str:
        return f"{self.note}: {self.text[:80]}"

    def get_absolute_url(self) -> str:
        """Where it is answered."""
        return f"{self.minutes.get_absolute_url()}#{self.reference}"

    @property
    def table(self) -> Table | None:
        """Whose minutes they are."""
        return self.minutes.table
