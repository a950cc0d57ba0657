"""An engagement: a programme with a beginning and an end."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ponte.core.codes import CodesField
from ponte.core.references import ReferenceField
from ponte.map.models import Organisation
from ponte.map.models.stakeholder import every_country
from ponte.map.models.vocabulary import Visibility
from ponte.plan.models.vocabulary import EngagementState, Phase


class Engagement(models.Model):
    """A crisis or a theme, the countries it joins, who leads it, and how it is to end: in other hands."""

    reference = ReferenceField()
    name = models.CharField(_("Name"), max_length=200)
    name_language = models.CharField(_("Language of the name"), max_length=35, blank=True)
    occasion = models.CharField(
        _("Crisis or theme"), max_length=300, blank=True, help_text=_("What it answers, in one line.")
    )
    origins = CodesField(_("Countries of origin"), vocabulary=every_country)
    residences = CodesField(_("Countries of residence"), vocabulary=every_country)
    localities = models.JSONField(_("Towns with a table of their own"), default=list, blank=True)
    phases = CodesField(_("Kind of work"), vocabulary=lambda: Phase.choices)
    objectives = models.TextField(_("Objectives"), max_length=4000, blank=True)
    triggers = models.TextField(
        _("What started it, and what would end it early"), max_length=2000, blank=True
    )
    needs = models.TextField(_("What is needed, in short"), max_length=4000, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Who leads it in the office"),
    )
    starts_on = models.DateField(_("Begins"), null=True, blank=True)
    ends_on = models.DateField(_("Is to end"), null=True, blank=True)
    visibility = models.CharField(
        _("Who may see it"), max_length=10, choices=Visibility.choices, default=Visibility.OFFICE
    )
    state = models.CharField(
        _("State"), max_length=15, choices=EngagementState.choices, default=EngagementState.DRAFT
    )
    is_template = models.BooleanField(
        _("Others may begin from it"), default=False, help_text=_("Its shape is offered for new engagements.")
    )
    made_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    hand_over_plan = models.TextField(_("Plan of the hand-over"), max_length=4000, blank=True)
    successor = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Body that goes on"),
    )
    successor_note = models.CharField(_("What that body is or will be"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        constraints = [
            models.CheckConstraint(name="engagement_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="engagement_ends_after_it_begins",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("plan:engagement", args=[self.reference])
