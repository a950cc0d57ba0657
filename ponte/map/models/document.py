"""Papers an organisation gave to the office."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.models import StoredFile
from ponte.core.personal import Personal, Scrubbed
from ponte.map.models.organisation import Organisation
from ponte.map.models.vocabulary import DocumentKind


class OrganisationDocument(models.Model):
    """For the office and the people of the organisation; never public, whatever the record is."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("What this paper is"), max_length=15, choices=DocumentKind.choices)
    title = models.CharField(_("Title"), max_length=200, blank=True)
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("File")
    )
    issued_on = models.DateField(_("Date on the paper"), null=True, blank=True)
    ends_on = models.DateField(_("Good until"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=500, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal_data = {
        "title": Personal(
            _("to tell papers apart"), _("while the paper is needed, or the record is kept"), Scrubbed.ROW
        ),
        "note": Personal(
            _("what the office saw in the paper"),
            _("while the paper is needed, or the record is kept"),
            Scrubbed.ROW,
        ),
    }

    class Meta:
        ordering = ["organisation_id", "kind", "-issued_on", "pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [models.Index(fields=["ends_on"], name="document_by_end")]
        constraints = [
            models.CheckConstraint(
                name="document_ends_after_it_begins",
                condition=Q(issued_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("issued_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}" if self.title else self.get_kind_display()

    @property
    def has_ended(self) -> bool:
        """It was good until a day that has passed."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()


class Announcement(models.Model):
    """The owners were told that a paper or a registration ends on this day: they are told once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=100)
    ends_on = models.DateField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["organisation_id", "pk"]
        verbose_name = _("announcement of an end")
        verbose_name_plural = _("announcements of ends")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "subject", "ends_on"], name="announced_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.ends_on}"
