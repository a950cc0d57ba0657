"""Something a table cannot settle by itself."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.table import Table
from ponte.core.references import ReferenceField


class MatterState(models.TextChoices):
    """Where it stands."""

    RAISED = "raised", _("Brought to the table above")
    TAKEN_UP = "taken_up", _("Taken up")
    ANSWERED = "answered", _("Answered")
    SENT_BACK = "sent_back", _("Sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a matter", "Taken back")


class Matter(models.Model):
    """Brought up the tree by the table `origin`; `table` is where it is now. Both show it."""

    reference = ReferenceField()
    origin = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="matters_raised")
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="matters")
    title = models.CharField(_("What it is about"), max_length=200)
    text = models.TextField(_("What should happen, and why here it cannot"), max_length=4000)
    state = models.CharField(
        _("State"), max_length=10, choices=MatterState.choices, default=MatterState.RAISED
    )
    answer = models.TextField(_("Answer"), max_length=4000, blank=True, editable=False)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    raised_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        verbose_name = _("matter brought up")
        verbose_name_plural = _("matters brought up")
        constraints = [
            models.CheckConstraint(name="matter_goes_elsewhere", condition=~Q(origin=F("table"))),
            models.CheckConstraint(
                name="matter_answered_in_words",
                condition=~Q(state__in=[MatterState.ANSWERED, MatterState.SENT_BACK]) | ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("convene:matter", args=[self.reference])
