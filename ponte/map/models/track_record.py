"""What an organisation took part in."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.money import MoneyField
from ponte.map.models.document import OrganisationDocument
from ponte.map.models.organisation import Organisation


class TrackKind(models.TextChoices):
    """What it was."""

    COURSE = "course", _("Course")
    AWARD = "award", _("Award")
    GRANT = "grant", _("Grant")
    TABLE = "table", _("Table of coordination")
    MEETING = "meeting", _("Meeting")
    EXCHANGE = "exchange", _("Exchange")
    PROJECT = "project", _("Project")
    OTHER = "other", _("Something else")


class TrackRecord(models.Model):
    """One line, written by the office or by a later domain about its own `subject` (a grant, a course)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="track_records")
    kind = models.CharField(_("What it was"), max_length=10, choices=TrackKind.choices)
    title = models.CharField(_("Title"), max_length=300)
    role = models.CharField(
        _("Their part in it"), max_length=150, blank=True, help_text=_("For example leader, partner, host.")
    )
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    amount = MoneyField(_("Amount"), null=True)
    source = models.CharField(
        _("Source"), max_length=300, blank=True, help_text=_("Where we know this from.")
    )
    source_url = models.URLField(_("Address of the source"), max_length=500, blank=True)
    subject_kind = models.CharField(max_length=50, blank=True, editable=False)
    subject_reference = models.CharField(max_length=40, blank=True, editable=False)
    evidence = models.ForeignKey(
        OrganisationDocument,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Paper that proves it"),
    )
    is_public = models.BooleanField(_("Show it to everybody"), default=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    class Meta:
        ordering = ["organisation_id", F("starts_on").desc(nulls_last=True), "-pk"]
        verbose_name = _("line of a track record")
        verbose_name_plural = _("track record")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "subject_kind", "subject_reference"],
                condition=~Q(subject_reference=""),
                name="track_record_once",
            ),
            models.CheckConstraint(
                name="track_record_ends_after_it_begins",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_by_hand(self) -> bool:
        """The office wrote it, so the office may correct it; the others follow what they are about."""
        return not self.subject_reference

    @property
    def source_host(self) -> str:
        """The site the address leads to."""
        return urlsplit(self.source_url).netloc.removeprefix("www.")
