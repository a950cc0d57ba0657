"""What a table or the office asks of an institution."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.table import Table
from ponte.core.references import ReferenceField
from ponte.map.models import Stakeholder
from ponte.plan.models import Engagement

REMIND_AFTER, ESCALATE_AFTER = timedelta(days=14), timedelta(days=30)


class AskState(models.TextChoices):
    """Where an ask stands."""

    DRAFT = "draft", _("Being written")
    SENT = "sent", _("Waits for an answer")
    ESCALATED = "escalated", _("Brought to somebody higher up")
    GRANTED = "granted", _("Granted")
    PARTLY = "partly", _("Granted in part")
    REFUSED = "refused", pgettext_lazy("of an ask", "Refused")
    DROPPED = "dropped", pgettext_lazy("of an ask", "Dropped")


WAITING = (AskState.SENT, AskState.ESCALATED)


class Ask(models.Model):
    """To whom, about what, when it was sent, when to remind, when to go higher, and how it was answered."""

    reference = ReferenceField()
    table = models.ForeignKey(
        Table,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="asks",
        verbose_name=_("For the table"),
    )
    engagement = models.ForeignKey(
        Engagement,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="asks",
        verbose_name=_("Engagement"),
    )
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="asks", verbose_name=_("Whom we ask")
    )
    shown_as = models.CharField(
        _("As the table reads it"),
        max_length=200,
        blank=True,
        help_text=_("Members see this and nothing else of whom we ask. Empty: only the office sees the ask."),
    )
    title = models.CharField(_("What we ask for"), max_length=200)
    text = models.TextField(_("In their words and ours"), max_length=8000, blank=True)
    liaison = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Who follows it up"),
    )
    state = models.CharField(_("State"), max_length=10, choices=AskState.choices, default=AskState.DRAFT)
    sent_on = models.DateField(_("Sent on"), null=True, blank=True, editable=False)
    remind_on = models.DateField(_("Remind on"), null=True, blank=True)
    escalate_on = models.DateField(_("Go higher on"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    answer = models.TextField(_("Answer"), max_length=4000, blank=True, editable=False)
    answered_on = models.DateField(null=True, blank=True, editable=False)
    told_for = models.DateField(null=True, blank=True, editable=False)  # the clock that was told last
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("ask to an institution")
        verbose_name_plural = _("asks to institutions")
        indexes = [models.Index(fields=["remind_on"], name="ask_by_reminder", condition=Q(state__in=WAITING))]
        constraints = [
            models.CheckConstraint(
                name="ask_waits_since_a_day", condition=~Q(state__in=WAITING) | Q(sent_on__isnull=False)
            ),
            models.CheckConstraint(
                name="ask_goes_higher_after_reminding",
                condition=Q(remind_on=None) | Q(escalate_on=None) | Q(escalate_on__gte=F("remind_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("convene:ask", args=[self.reference])

    @property
    def next_on(self) -> date | None:
        """The clock that rings next: the reminder, then the way up."""
        if self.state not in WAITING:
            return None
        return self.remind_on if self.reminded_on is None else self.escalate_on

    @property
    def is_overdue(self) -> bool:
        """Its clock has rung."""
        return self.next_on is not None and self.next_on <= timezone.localdate()
