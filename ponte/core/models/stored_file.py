"""A file somebody gave the office."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.core.references import ReferenceField


class Kind(models.TextChoices):
    """What may be stored. Everything else is refused."""

    CSV = "csv", _("CSV table")
    TEXT = "text", _("Plain text")
    XLSX = "xlsx", _("Excel workbook (XLSX)")
    XLS = "xls", _("Old Excel workbook (XLS)")
    ODS = "ods", _("OpenDocument table (ODS)")
    PDF = "pdf", _("PDF document")
    PNG = "png", _("PNG picture")
    JPEG = "jpeg", _("JPEG picture")
    WEBP = "webp", _("WebP picture")


PICTURES = frozenset({Kind.PNG, Kind.JPEG, Kind.WEBP})
LISTS = frozenset({Kind.CSV, Kind.XLSX, Kind.XLS, Kind.ODS})
MEDIA_TYPES = {
    Kind.CSV: "text/csv",
    Kind.TEXT: "text/plain",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.XLS: "application/vnd.ms-excel",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.WEBP: "image/webp",
}


class Visibility(models.TextChoices):
    """Who may open a file."""

    OFFICE = "office", _("The office")
    PUBLIC = "public", _("Everybody")


def path_at_random(_stored: models.Model, _name: str) -> str:
    """Where the bytes go: a name nobody can guess and nothing would execute."""
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name}"


class StoredFile(models.Model):
    """Checked bytes with what is known of them. Made by `ponte.core.files.receive` and by nothing else."""

    reference = ReferenceField()
    name = models.CharField(_("File name"), max_length=150)
    kind = models.CharField(_("Kind"), max_length=5, choices=Kind.choices)
    visibility = models.CharField(
        _("Visible to"), max_length=6, choices=Visibility.choices, default=Visibility.OFFICE
    )
    content = models.FileField(_("Content"), upload_to=path_at_random, max_length=60)
    size = models.PositiveBigIntegerField(_("Size in bytes"))
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_at = models.DateTimeField(_("Uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal_data: ClassVar[dict[str, Personal]] = {
        "name": Personal(_("To tell files apart"), _("When the file is deleted"), Scrubbed.ROW),
        "content": Personal(_("What the file was given for"), _("When the file is deleted"), Scrubbed.ROW),
    }

    objects: ClassVar[models.Manager["StoredFile"]] = models.Manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is served."""
        return reverse("core:file", args=[self.reference])

    @property
    def media_type(self) -> str:
        """What browsers call the kind."""
        return MEDIA_TYPES[Kind(self.kind)]

    @property
    def is_picture(self) -> bool:
        """A page may show it."""
        return self.kind in PICTURES
