"""Who was there."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.meeting import Meeting
from ponte.convene.models.registration import Registration, Stakeholder
from ponte.core.personal import Personal
from ponte.map.models import Organisation


class Presence(models.TextChoices):
    """Whether somebody was there."""

    EXPECTED = "expected", _("Not known yet")
    PRESENT = "present", _("Present")
    ONLINE = "online", _("Present online")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")


class CheckedIn(models.TextChoices):
    """How we know."""

    FACILITATOR = "facilitator", _("Noted by the facilitator")
    LINK = "link", _("By their own link")
    CODE = "code", _("By the code in the room")


HERE = (Presence.PRESENT, Presence.ONLINE)


class Attendance(models.Model):
    """One line of the list: prefilled from seats and registrations, noted by hand or by people themselves."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    registration = models.OneToOneField(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="attendance"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="attendance",
        verbose_name=_("Organisation on the register"),
    )
    name = models.CharField(_("Name"), max_length=150, blank=True)
    organisation_name = models.CharField(_("Organisation"), max_length=200, blank=True)
    stakeholder = models.CharField(
        _("For whom they come"), max_length=14, choices=Stakeholder.choices, blank=True
    )
    # Counts for the quorum: the organisation holds a seat with a vote at the table.
    has_seat = models.BooleanField(_("For a seat of the table"), default=False)
    state = models.CharField(
        _("Attendance"), max_length=8, choices=Presence.choices, default=Presence.EXPECTED
    )
    how = models.CharField(_("How we know"), max_length=11, choices=CheckedIn.choices, blank=True)
    noted_at = models.DateTimeField(_("Noted"), null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal_data: ClassVar[dict[str, Personal]] = {
        "name": Personal(_("To say in the minutes who was there"), _("as long as the minutes are kept")),
        "organisation_name": Personal(
            _("To say in the minutes for whom somebody was there"), _("as long as the minutes are kept")
        ),
    }

    objects: ClassVar[models.Manager["Attendance"]] = models.Manager()

    class Meta:
        ordering = ["meeting_id", "organisation_name", "name", "pk"]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.CheckConstraint(
                name="attendance_of_somebody", condition=~Q(name="") | ~Q(organisation_name="")
            ),
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                condition=Q(name="", has_seat=True),
                name="attendance_empty_seat_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.organisation_name
