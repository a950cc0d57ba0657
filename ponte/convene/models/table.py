"""A coordination table."""

from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.vocabulary import (
    ByLink,
    Duty,
    Frequency,
    TableKind,
    TableState,
    TableVisibility,
)
from ponte.core.codes import CodesField
from ponte.core.references import ReferenceField
from ponte.map.models.vocabulary import Channel
from ponte.plan.models import Engagement

NAME, PURPOSE = "name", "purpose"  # texts in languages (core wordings); the column `name` is the original


def office_zone() -> str:
    """The time zone of the installation."""
    return settings.TIME_ZONE


def known_zone(name: str) -> None:
    """Only zones the zone data of this machine has."""
    if name not in available_timezones():
        raise ValidationError(_("There is no time zone of this name. Write one like Europe/Rome."))


class Table(models.Model):
    """Where organisations sit together: national, local, on a theme, or somewhere the office is a guest.

    Tables form a tree. Name and purpose are texts in languages; `name` keeps the original for sorting and logs.
    """

    reference = ReferenceField()
    name = models.CharField(_("Name"), max_length=200)
    name_language = models.CharField(_("Language of the name"), max_length=35, blank=True)
    kind = models.CharField(_("Kind"), max_length=15, choices=TableKind.choices)
    code = models.CharField(
        _("Short code"),
        max_length=8,
        blank=True,
        validators=[
            RegexValidator(r"^[A-Z0-9]+$", _("Use capital letters and digits only, for example TO."))
        ],
        help_text=_("Stands in the numbers of its decisions: TO-2026-03."),
    )
    engagement = models.ForeignKey(
        Engagement,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tables",
        verbose_name=_("Engagement"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Table above"),
    )
    area = models.CharField(_("Country"), max_length=3, blank=True, help_text=_("ISO 3166 alpha-3."))
    locality = models.CharField(_("Town or region"), max_length=150, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=50, default=office_zone, validators=[known_zone])
    languages = models.JSONField(_("Languages"), default=list, blank=True)
    frequency = models.CharField(
        _("How often it meets"), max_length=15, choices=Frequency.choices, default=Frequency.AS_NEEDED
    )
    channels = CodesField(_("How its members are reached"), vocabulary=lambda: Channel.choices)
    membership_rules = models.TextField(_("Who may become a member, and how"), max_length=4000, blank=True)
    visibility = models.CharField(
        _("Who may see it"), max_length=10, choices=TableVisibility.choices, default=TableVisibility.MEMBERS
    )
    by_link = CodesField(_("Without an account one may"), vocabulary=lambda: ByLink.choices)
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Facilitator"),
    )
    duties = CodesField(_("What the facilitator does"), vocabulary=lambda: Duty.choices)
    hand_over_on = models.DateField(
        _("The table goes into the hands of its members on"), null=True, blank=True
    )
    state = models.CharField(_("State"), max_length=10, choices=TableState.choices, default=TableState.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("table")
        verbose_name_plural = _("tables")
        constraints = [
            models.CheckConstraint(name="table_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="table_is_not_above_itself", condition=Q(parent=None) | ~Q(parent=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("convene:table", args=[self.reference])

    @property
    def code_shown(self) -> str:
        """The first part of the numbers of its decisions."""
        return self.code or self.kind[:1].upper()

    def lets_by_link(self, what: str) -> bool:
        """Whether this table lets people without an account do this (`ByLink`)."""
        return what in self.by_link
