"""Where a record comes from, who may see it, and how sure we are."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.core.references import ReferenceField
from ponte.map.models.vocabulary import Consent, State, Visibility


class Governance(models.Model):
    """Governance of the record. `state` is moved by the lifecycle only."""

    reference = ReferenceField()
    state = models.CharField(
        _("How sure we are"), max_length=10, choices=State.choices, default=State.DECLARED
    )
    visibility = models.CharField(
        _("Who may see this record"), max_length=10, choices=Visibility.choices, default=Visibility.OFFICE
    )
    source = models.CharField(
        _("Source"), max_length=300, blank=True, help_text=_("Where we know this from.")
    )
    source_url = models.URLField(_("Address of the source"), max_length=500, blank=True)
    consent = models.CharField(
        _("Consent to be listed"), max_length=15, choices=Consent.choices, default=Consent.NOT_ASKED
    )
    consent_on = models.DateField(_("Consent given on"), null=True, blank=True)
    external_id = models.CharField(
        _("Number in another list"),
        max_length=100,
        blank=True,
        help_text=_("Lets a later import find this record."),
    )
    contributed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    # The record this one was joined with: what this one knew lives on there.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )
    declared_by_itself_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_since_check_at = models.DateTimeField(null=True, blank=True, editable=False)
    dissolved_on = models.DateField(_("Does not exist since"), null=True, blank=True, editable=False)
    told_at = models.DateTimeField(_("Told that it is listed"), null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(_("Asked whether all is right"), null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("Said that all is right"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("Asked to be taken off"), null=True, blank=True, editable=False)
    is_stale = models.BooleanField(_("Found as out of date"), default=False, editable=False)

    class Meta:
        abstract = True
