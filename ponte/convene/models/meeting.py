"""A meeting: where, when and for whom."""

import secrets
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.series import Series
from ponte.convene.models.table import Table, office_zone
from ponte.core.references import ReferenceField


class MeetingKind(models.TextChoices):
    """What sort of meeting it is."""

    MEETING = "meeting", _("Meeting")
    CONFERENCE = "conference", _("Conference")
    EXCHANGE = "exchange", _("Virtual exchange")


class Mode(models.TextChoices):
    """Where people meet."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class MeetingState(models.TextChoices):
    """Where a meeting is in its life."""

    PLANNED = "planned", _("Planned")
    ANNOUNCED = "announced", _("Announced")
    OPEN = "open", _("Registration is open")
    UNDER_WAY = "under_way", _("Under way")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")
    MOVED = "moved", _("Postponed, no new date yet")


class Seen(models.TextChoices):
    """Who sees a meeting."""

    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("The people of the table and whoever is invited")
    OFFICE = "office", _("The office")


class Registering(models.TextChoices):
    """Who may register."""

    NOBODY = "nobody", _("Nobody: there is no registration")
    INVITED = "invited", _("Who was invited")
    EVERYBODY = "everybody", _("Everybody, by a form")


ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def new_code() -> str:
    """Six letters and digits that nobody mixes up, to be read from a screen in a hall."""
    return "".join(secrets.choice(ALPHABET) for _place in range(6))


class Meeting(models.Model):
    """One meeting. Its title and texts are wordings; the columns keep the original for lists and logs."""

    reference = ReferenceField()
    table = models.ForeignKey(
        Table,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=pgettext_lazy("where organisations sit", "Table"),
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("Series"),
    )
    kind = models.CharField(
        _("Kind"), max_length=12, choices=MeetingKind.choices, default=MeetingKind.MEETING
    )
    title = models.CharField(_("Title"), max_length=200)
    language = models.CharField(_("Language of the title"), max_length=12, default="en")
    state = models.CharField(
        _("State"), max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    visibility = models.CharField(_("Who sees it"), max_length=10, choices=Seen.choices, default=Seen.MEMBERS)
    mode = models.CharField(_("Where people meet"), max_length=10, choices=Mode.choices, default=Mode.HYBRID)
    place = models.CharField(_("Place"), max_length=300, blank=True)
    link = models.URLField(_("Link to join online"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("Begins"))
    ends_at = models.DateTimeField(_("Ends"))
    # Of a meeting of long ago often only the day is known: then the hours stand for the whole day.
    is_whole_day = models.BooleanField(_("Only the day is known"), default=False)
    zone = models.CharField(_("Time zone"), max_length=60, default=office_zone)
    languages = models.JSONField(_("Languages of the meeting"), default=list, blank=True)
    registering = models.CharField(
        _("Who may register"), max_length=10, choices=Registering.choices, default=Registering.INVITED
    )
    registration_opens_at = models.DateTimeField(_("Registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("Registration closes"), null=True, blank=True)
    seats_in_person = models.PositiveIntegerField(_("Places in the room"), null=True, blank=True)
    seats_online = models.PositiveIntegerField(_("Places online"), null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(_("Quorum, in organisations"), null=True, blank=True)
    code = models.CharField(_("Code to check in"), max_length=6, default=new_code, editable=False)
    # How often people who have it in their calendars were told something new (SEQUENCE of iCalendar).
    edition = models.PositiveIntegerField(default=0, editable=False)
    announced_at = models.DateTimeField(_("Announced"), null=True, blank=True)
    held_at = models.DateTimeField(_("Closed"), null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["Meeting"]] = models.Manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [models.Index(fields=["starts_at", "id"], name="meeting_by_time")]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(name="meeting_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **options: object) -> None:
        """Keep when it was last changed, for calendars."""
        self.changed_at = timezone.now()
        super().save(*args, **options)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """The page of this meeting, in the language of the moment."""
        return reverse("convene:meeting", args=[self.reference])

    @property
    def begins(self) -> datetime:
        """The beginning by the clock of the place."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def ends(self) -> datetime:
        """The end by the clock of the place."""
        return self.ends_at.astimezone(ZoneInfo(self.zone))

    @property
    def is_over(self) -> bool:
        """Whether it was held, called off, or its time has passed."""
        return self.state in (MeetingState.HELD, MeetingState.CANCELLED) or self.ends_at < timezone.now()

    @property
    def is_online(self) -> bool:
        """Whether one can take part from elsewhere."""
        return self.mode != Mode.IN_PERSON

    @property
    def is_in_person(self) -> bool:
        """Whether one can come."""
        return self.mode != Mode.ONLINE
