"""Something somebody promised to do."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.agenda_item import AgendaItem
from ponte.convene.models.decision import Decision
from ponte.convene.models.delegate import Delegate
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.table import Table
from ponte.core.models.stored_file import StoredFile
from ponte.core.personal import Personal
from ponte.core.references import ReferenceField
from ponte.map.models import Organisation

TITLE = "title"  # core wordings; the column keeps the original


class ActionState(models.TextChoices):
    """Where an action stands."""

    OPEN = "open", pgettext_lazy("of an action", "To be done")
    REPORTED = "reported", pgettext_lazy("of an action", "Reported as done")
    VERIFIED = "verified", pgettext_lazy("of an action", "Done, verified")
    CANCELLED = "cancelled", pgettext_lazy("of an action", "Cancelled")


UNFINISHED = (ActionState.OPEN, ActionState.REPORTED)


class ActionPoint(models.Model):
    """One owner: an organisation, a delegate (with an account or not), or somebody with an account.

    It comes back on every agenda of its table until somebody else than the owner has verified it.
    """

    reference = ReferenceField()
    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("Meeting"),
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("Item of the agenda"),
    )
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("Follows from the decision"),
    )
    title = models.CharField(_("What has to be done"), max_length=300)
    language = models.CharField(_("Language"), max_length=12, default="en")
    owner_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("Who does it"),
    )
    owner_delegate = models.ForeignKey(
        Delegate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("Who does it"),
    )
    owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Who does it"),
    )
    not_before = models.DateField(_("Not before"), null=True, blank=True)
    due_on = models.DateField(_("Until"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=ActionState.choices, default=ActionState.OPEN)
    times_sent_back = models.PositiveSmallIntegerField(default=0, editable=False)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reported_at = models.DateTimeField(_("Reported as done"), null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Reported by"),
    )
    verified_at = models.DateTimeField(_("Verified"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Verified by"),
    )

    objects: ClassVar[models.Manager["ActionPoint"]] = models.Manager()

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        indexes = [models.Index(fields=["table", "state", "due_on"], name="action_of_table")]
        constraints = [
            models.CheckConstraint(name="action_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="action_has_one_owner",
                condition=Q(owner_organisation__isnull=False, owner_delegate=None, owner_person=None)
                | Q(owner_organisation=None, owner_delegate__isnull=False, owner_person=None)
                | Q(owner_organisation=None, owner_delegate=None, owner_person__isnull=False),
            ),
            models.CheckConstraint(
                name="action_begins_before_it_ends",
                condition=Q(not_before=None) | Q(due_on=None) | Q(due_on__gte=models.F("not_before")),
            ),
            models.CheckConstraint(
                name="action_verified_iff_stamped",
                condition=Q(state="verified", verified_at__isnull=False)
                | ~Q(state="verified") & Q(verified_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, in the language of the moment."""
        return reverse("convene:action", args=[self.reference])

    @property
    def owner(self) -> Any:
        """Whose it is."""
        return self.owner_organisation or self.owner_delegate or self.owner_person

    @property
    def is_unfinished(self) -> bool:
        """It comes back on the next agenda."""
        return self.state in UNFINISHED

    def is_overdue(self, today: date | None = None) -> bool:
        """Nobody reported on it by its day."""
        day = today or timezone.localdate()
        return self.state == ActionState.OPEN and self.due_on is not None and self.due_on < day


class Evidence(models.Model):
    """What shows that an action was done: words, an address, a file. It stays when the action is sent back."""

    action = models.ForeignKey(ActionPoint, on_delete=models.CASCADE, related_name="evidence")
    text = models.TextField(_("What was done"), max_length=4000)
    url = models.URLField(_("Web address"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(_("Reported by"), max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)

    personal_data: ClassVar[dict[str, Personal]] = {
        "by_name": Personal(_("To know who reported"), _("as long as the action is kept")),
    }

    objects: ClassVar[models.Manager["Evidence"]] = models.Manager()

    class Meta:
        ordering = ["action_id", "pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return self.text[:80]
