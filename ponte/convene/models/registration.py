"""Who is invited, registered or waiting."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.meeting import Meeting, Mode
from ponte.core.personal import Personal
from ponte.core.references import ReferenceField
from ponte.map.models import Organisation

KEPT = _("24 months after the meeting")
NEEDS_KEPT = _("30 days after the meeting")


class RegistrationState(models.TextChoices):
    """How far somebody has come."""

    INVITED = "invited", _("Invited, no answer yet")
    REGISTERED = "registered", _("Registered")
    WAITING = "waiting", _("On the waiting list")
    EXCUSED = "excused", _("Cannot come")
    CANCELLED = "cancelled", _("Taken back")


class Stakeholder(models.TextChoices):
    """For whom somebody comes."""

    DIASPORA = "diaspora", _("Diaspora organisation or group")
    COMMUNITY = "community", _("Community leader")
    NATIONAL = "national", _("National institution")
    LOCAL = "local", _("Local or regional institution")
    INTERNATIONAL = "international", _("International organisation")
    CIVIL_SOCIETY = "civil_society", _("Other civil society")
    PRIVATE = "private", _("Enterprise")
    ACADEMIA = "academia", _("University or research")
    MEDIA = "media", _("Media")
    OTHER = "other", _("Other")


COUNTED = (RegistrationState.REGISTERED,)
STANDING = (RegistrationState.INVITED, RegistrationState.REGISTERED, RegistrationState.WAITING)


class Registration(models.Model):
    """One person at one meeting, with or without an account. The waiting list is in the order of `asked_at`."""

    reference = ReferenceField()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="registrations")
    state = models.CharField(
        _("State"), max_length=10, choices=RegistrationState.choices, default=RegistrationState.REGISTERED
    )
    mode = models.CharField(
        _("How they take part"), max_length=10, choices=Mode.choices[:2], default=Mode.ONLINE
    )
    name = models.CharField(_("Name"), max_length=150, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    language = models.CharField(_("Language of mails"), max_length=12, default="en")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("Organisation on the register"),
    )
    organisation_name = models.CharField(_("Organisation"), max_length=200, blank=True)
    stakeholder = models.CharField(
        _("For whom they come"), max_length=14, choices=Stakeholder.choices, blank=True
    )
    country = models.CharField(_("Country"), max_length=3, blank=True)
    hears = models.CharField(_("Language they want to hear"), max_length=12, blank=True)
    needs = models.TextField(_("What they need to take part"), blank=True)
    # Who registered them; a family or a delegation comes by one form and answers by one link.
    brought_by = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="party"
    )
    asked_at = models.DateTimeField(_("Asked"), default=timezone.now)
    answered_at = models.DateTimeField(_("Answered"), null=True, blank=True)
    told_at = models.DateTimeField(_("Told by mail"), null=True, blank=True)
    # The state they know of; a letter goes whenever it is another one.
    told_state = models.CharField(max_length=10, blank=True, default="", editable=False)
    # The last entry in the log of the meeting they know of: what comes after it is news to them.
    heard_until = models.BigIntegerField(default=0, editable=False)
    reminded_at = models.DateTimeField(_("Reminded"), null=True, blank=True)
    scrubbed_at = models.DateTimeField(null=True, blank=True, editable=False)

    personal_data: ClassVar[dict[str, Personal]] = {
        "name": Personal(_("To know who takes part"), KEPT),
        "email": Personal(_("To send the link, changes and reminders"), KEPT),
        "language": Personal(_("To write in a language the person reads"), KEPT),
        "country": Personal(_("To count participants by country"), KEPT),
        "organisation_name": Personal(_("To know for whom somebody comes"), KEPT),
        "hears": Personal(_("To prepare interpretation"), KEPT),
        "needs": Personal(_("So that everybody can take part"), NEEDS_KEPT),
    }

    objects: ClassVar[models.Manager["Registration"]] = models.Manager()

    class Meta:
        ordering = ["meeting_id", "asked_at", "pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        indexes = [models.Index(fields=["email"], name="registration_by_email")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email", "name"],
                condition=~Q(email="") & ~Q(state="cancelled"),
                name="registration_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email
