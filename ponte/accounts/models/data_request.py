"""Somebody asks about their own personal data."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.clocks import months_after
from ponte.core.personal import Personal
from ponte.core.references import ReferenceField

MONTHS, MORE_MONTHS = 1, 2  # to answer, and once more when it is hard: GDPR art. 12(3)
AFTER = _("three years after it was answered")


class Wish(models.TextChoices):
    """What people may ask for."""

    SEE = "see", _("See what is kept about me")
    CORRECT = "correct", _("Have it corrected")
    DELETE = "delete", _("Have it deleted")
    OBJECT = "object", _("Object to its use")


class RequestState(models.TextChoices):
    """Where a request is."""

    RECEIVED = "received", _("Identity not confirmed yet")
    CONFIRMED = "confirmed", _("Waits for the office")
    WORKING = "working", _("In work")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused")


class Ground(models.TextChoices):
    """Why the law lets a request be refused."""

    IDENTITY = "identity", _("Nobody can tell that it is the same person (GDPR art. 11, 12(2) and 12(6))")
    EXCESSIVE = "excessive", _("It is repeated without need (GDPR art. 12(5))")
    OTHERS = "others", _("It would harm the rights of others (GDPR art. 15(4))")
    DUTY = "duty", _("A law obliges the office to keep it (GDPR art. 17(3))")
    CLAIMS = "claims", _("It is needed for a legal claim (GDPR art. 17(3) and 21(1))")


def today() -> date:
    """The day of the office."""
    return timezone.localdate()


class DataRequest(models.Model):
    """The clock runs from the day it arrives, whatever happens afterwards."""

    reference = ReferenceField()
    wish = models.CharField(_("What they ask"), max_length=10, choices=Wish.choices)
    name = models.CharField(_("Name"), max_length=150)
    email = models.EmailField(_("E-mail"), blank=True)
    about = models.TextField(_("What it is about"), max_length=4000, blank=True)
    language = models.CharField(_("Language of the answer"), max_length=12)
    state = models.CharField(
        _("State"), max_length=10, choices=RequestState.choices, default=RequestState.RECEIVED
    )
    received_on = models.DateField(_("Received"), default=today)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("Identity confirmed"), null=True, blank=True)
    extended_at = models.DateTimeField(_("Two months more"), null=True, blank=True)
    settled_at = models.DateTimeField(_("Settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ground = models.CharField(_("Legal reason"), max_length=10, choices=Ground.choices, blank=True)
    scrubbed_at = models.DateTimeField(null=True, blank=True)

    personal_data: ClassVar[dict[str, Personal]] = {
        "name": Personal(_("To find what is kept about the person"), AFTER),
        "email": Personal(_("To answer, and to see that it is the same person"), AFTER),
        "about": Personal(_("To answer"), AFTER),
    }

    objects: ClassVar[models.Manager["DataRequest"]] = models.Manager()

    class Meta:
        ordering = ["received_on", "pk"]
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        constraints = [
            models.CheckConstraint(
                name="data_request_settled_iff_closed",
                condition=models.Q(state__in=["answered", "refused"], settled_at__isnull=False)
                | (~models.Q(state__in=["answered", "refused"]) & models.Q(settled_at=None)),
            )
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Where the office works on it."""
        return reverse("accounts:data_request", args=[self.reference])

    @property
    def due_on(self) -> date:
        """The last day to answer: a month after it came, or three when the time was extended."""
        return months_after(self.received_on, MONTHS + MORE_MONTHS if self.extended_at else MONTHS)

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for an answer."""
        return self.state not in (RequestState.ANSWERED, RequestState.REFUSED)

    @property
    def is_overdue(self) -> bool:
        """Whether the last day has gone by without an answer."""
        return self.is_open and self.due_on < today()

    @property
    def is_known_to_be_theirs(self) -> bool:
        """Whether it was confirmed that the person asks who is asked about."""
        return self.confirmed_at is not None
