"""Who speaks for a table, or for a community at it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.delegate import Delegate
from ponte.convene.models.electing import How, MandateRole, MandateState
from ponte.convene.models.election import Election
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.table import Table
from ponte.core.personal import Personal
from ponte.core.references import ReferenceField
from ponte.map.models import Organisation

ENDS_SOON = timedelta(days=30)
ALONE = (MandateRole.SPOKESPERSON, MandateRole.CHAIR)  # one at a time for each table and community


class Mandate(models.Model):
    """Somebody was chosen, by whom and how, for how long; an ended mandate stays as history."""

    reference = ReferenceField()
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="mandates")
    role = models.CharField(_("As"), max_length=15, choices=MandateRole.choices)
    community = models.CharField(
        _("For which community"), max_length=200, blank=True, help_text=_("Empty: for the whole table.")
    )
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=150)
    delegate = models.ForeignKey(
        Delegate, on_delete=models.SET_NULL, null=True, blank=True, related_name="mandates"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="mandates"
    )
    how = models.CharField(_("How chosen"), max_length=12, choices=How.choices)
    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="mandates"
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("In which meeting"),
    )
    words = models.TextField(_("What they may say and promise"), max_length=4000, blank=True)
    since = models.DateField(_("From"), default=timezone.localdate)
    until = models.DateField(_("Until"), null=True, blank=True)
    state = models.CharField(
        _("State"), max_length=10, choices=MandateState.choices, default=MandateState.RUNNING
    )
    ended_on = models.DateField(_("Ended on"), null=True, blank=True, editable=False)
    told_until = models.DateField(null=True, blank=True, editable=False)  # the end that was announced

    personal_data = {
        "name": Personal(
            _("to say who speaks for a table"),
            _("the mandate stays as history of the table; the name goes when the person asks"),
        ),
    }

    class Meta:
        ordering = ["table_id", "-since", "-pk"]
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.CheckConstraint(
                name="mandate_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="mandate_over_has_a_day",
                condition=Q(state=MandateState.RUNNING, ended_on=None)
                | ~Q(state=MandateState.RUNNING) & Q(ended_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["table", "role", "community"],
                condition=Q(state=MandateState.RUNNING, role__in=ALONE),
                name="mandate_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.name}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("convene:mandate", args=[self.reference])

    @property
    def ends_soon(self) -> bool:
        """It runs, and its end is near or has passed."""
        return (
            self.state == MandateState.RUNNING
            and self.until is not None
            and self.until <= timezone.localdate() + ENDS_SOON
        )
