"""One list brought in, from the upload to its undoing."""

from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.core.models.stored_file import StoredFile

SHORT = 200_000  # bytes that are read while a page waits


class ImportRun(models.Model):
    """A file, how its columns were understood, what it would do or did, and who answered for it."""

    class State(models.TextChoices):
        """How far it has come."""

        UPLOADED = "uploaded", _("Columns to be matched")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Ready to look at")
        APPLYING = "applying", _("Being brought in")
        APPLIED = "applied", _("Brought in")
        UNDONE = "undone", _("Undone")

    kind = models.CharField(max_length=100)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(_("File"), max_length=200)
    columns = models.JSONField(default=dict)
    constants = models.JSONField(default=dict)
    # Sheet and line of the headings, what fills empty cells, the order of day and month: see `core.importing.Layout`.
    layout = models.JSONField(default=dict)
    state = models.CharField(_("State"), max_length=10, choices=State.choices, default=State.UPLOADED)
    summary = models.JSONField(default=dict)
    # Which check is at work: one that finds another number here was overtaken, and stops.
    attempt = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: nobody knows yet
    seen_alive_at = models.DateTimeField(null=True)  # while it is brought in
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    number = models.PositiveBigIntegerField(default=0)  # the data version it made (core/journal.py)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                name="import_applied_has_date",
                condition=~models.Q(state__in=["applied", "undone"]) | models.Q(applied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def open(self) -> AbstractContextManager[Any]:
        """The bytes of the list; only a list that was uploaded has them."""
        if self.file is None:
            raise ValueError("This list came from the shell and was not kept.")
        return self.file.content.open("rb")

    @property
    def is_long(self) -> bool:
        """Too long to let a page wait for it."""
        return self.file is not None and self.file.size > SHORT

    @classmethod
    def unfinished(cls) -> models.QuerySet:
        """Keys of the lists that are not in: what they are bringing is hidden."""
        return cls.objects.filter(applied_at__isnull=True).order_by().values("pk")


class Arrived(models.Manager):
    """Rows without those a list is bringing in at this moment: they appear all at once, when the run is in.

    `field` is the column with the run a row came with. `_base_manager` sees them all.
    """

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field

    def get_queryset(self) -> models.QuerySet:
        """What there is for everybody."""
        return super().get_queryset().exclude(**{f"{self.field}__in": ImportRun.unfinished()})
