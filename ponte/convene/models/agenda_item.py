"""An item of an agenda."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.meeting import Meeting
from ponte.core.models.stored_file import StoredFile
from ponte.core.personal import Personal
from ponte.map.models import Organisation


class ItemKind(models.TextChoices):
    """What an item is for."""

    INFORMATION = "information", _("Information")
    DISCUSSION = "discussion", _("Discussion")
    DECISION = "decision", _("Decision")
    BREAK = "break", _("Break")


class ItemState(models.TextChoices):
    """What became of an item."""

    OPEN = "open", _("Open")
    DONE = "done", _("Dealt with")
    PUT_OFF = "put_off", _("Put off to the next meeting")


class AgendaItem(models.Model):
    """Its place is its parent and its position there; clock times follow from the lengths of those before it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Part of"),
    )
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(_("Title"), max_length=300)
    language = models.CharField(_("Language of the title"), max_length=12, default="en")
    kind = models.CharField(_("Kind"), max_length=12, choices=ItemKind.choices, default=ItemKind.DISCUSSION)
    minutes = models.PositiveSmallIntegerField(_("Length in minutes"), default=0)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Who presents it, with an account"),
    )
    owner_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Organisation that presents it"),
    )
    owner_name = models.CharField(_("Who presents it"), max_length=150, blank=True)
    is_internal = models.BooleanField(_("Only for the table and the office"), default=False)
    is_standing = models.BooleanField(_("Comes back at every meeting of the series"), default=False)
    state = models.CharField(_("State"), max_length=8, choices=ItemState.choices, default=ItemState.OPEN)
    # The item of an earlier meeting it goes on with, or what else it stands for ("convene.actionpoint", 12).
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)

    personal_data: ClassVar[dict[str, Personal]] = {
        "owner_name": Personal(_("To say who presents an item"), _("as long as the minutes are kept")),
    }

    objects: ClassVar[models.Manager["AgendaItem"]] = models.Manager()

    class Meta:
        ordering = ["meeting_id", "position", "pk"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            models.CheckConstraint(
                name="agenda_item_not_under_itself", condition=Q(parent=None) | ~Q(parent=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaDocument(models.Model):
    """A file or an address that goes with an item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("Title"), max_length=200)
    language = models.CharField(_("Language"), max_length=12, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    url = models.URLField(_("Web address"), max_length=500, blank=True)
    is_internal = models.BooleanField(_("Only for the table and the office"), default=False)

    objects: ClassVar[models.Manager["AgendaDocument"]] = models.Manager()

    class Meta:
        ordering = ["item_id", "pk"]
        verbose_name = _("document of an agenda")
        verbose_name_plural = _("documents of an agenda")

    def __str__(self) -> str:
        return self.title
