"""A panel: the people who decide together about the applications of one call."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ponte.core.money import Money
from ponte.core.references import ReferenceField
from ponte.fund.models.call import Call
from ponte.fund.models.vocabulary import PanelState


class Panel(models.Model):
    """One session. What it may give is its `envelope_minor`, in the currency of the call.

    quorum  so many members without a conflict have to vote on an application
    """

    reference = ReferenceField()
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="panels")
    title = models.CharField(_("Title"), max_length=200)
    meets_on = models.DateField(_("Meets on"), null=True, blank=True)
    envelope_minor = models.BigIntegerField(_("Money it may give"))
    quorum = models.PositiveSmallIntegerField(
        _("Votes needed for each application"), default=2, validators=[MinValueValidator(1)]
    )
    notes = models.TextField(_("Notes"), max_length=4000, blank=True)
    state = models.CharField(
        _("State"), max_length=10, choices=PanelState.choices, default=PanelState.PREPARED
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("panel")
        verbose_name_plural = _("panels")
        constraints = [
            models.CheckConstraint(name="panel_gives_something", condition=Q(envelope_minor__gte=0)),
            models.CheckConstraint(name="panel_has_a_quorum", condition=Q(quorum__gte=1)),
            models.CheckConstraint(
                name="panel_released_iff_stamped",
                condition=Q(state=PanelState.RELEASED, released_at__isnull=False)
                | ~Q(state=PanelState.RELEASED) & Q(released_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, in the language of the moment."""
        return reverse("fund:panel", args=[self.reference])

    @property
    def envelope(self) -> Money:
        """What it may give."""
        return Money(self.envelope_minor, self.call.currency)


class PanelMember(models.Model):
    """Somebody who votes. The vote of the chair decides when there are as many for as against."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panels")
    is_chair = models.BooleanField(_("Chair"), default=False)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["panel", "-is_chair", "person__name", "pk"]
        verbose_name = _("member of a panel")
        verbose_name_plural = _("members of panels")
        constraints = [
            models.UniqueConstraint(fields=["panel", "person"], name="panel_member_once"),
            models.UniqueConstraint(fields=["panel"], condition=Q(is_chair=True), name="panel_one_chair"),
        ]

    def __str__(self) -> str:
        return str(self.person)


def seats_held(person: Any) -> Mapping[int, bool]:
    """{panel: whether they chair it} of this person, read once a request."""
    if not getattr(person, "is_active", False) or person.pk is None:
        return {}
    held: Mapping[int, bool] | None = getattr(person, "_panel_seats", None)
    if held is None:
        rows = PanelMember.objects.filter(person=person).order_by()
        held = person._panel_seats = dict(rows.values_list("panel_id", "is_chair"))
    return held
