"""One version of a questionnaire. What was published never changes."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.ask.document.form import Form
from ponte.ask.document.parts import Document
from ponte.ask.document.plain import fingerprint, from_plain
from ponte.ask.models.questionnaire import Questionnaire


class VersionState(models.TextChoices):
    """Where a version stands."""

    DRAFT = "draft", _("Being written")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Not used any more")


class Version(models.Model):
    """`document` is all of it (ponte/ask/document/plain.py); `edit` grows with every change of a draft.

    A trigger of the database refuses changes of what was published (ponte/ask/receivers.py).
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("Version"))
    state = models.CharField(
        _("State"), max_length=10, choices=VersionState.choices, default=VersionState.DRAFT
    )
    document = models.JSONField(default=dict)
    document_hash = models.CharField(max_length=64, editable=False)
    edit = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(_("Published"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["questionnaire", "-number"]
        verbose_name = _("version of a questionnaire")
        verbose_name_plural = _("versions of questionnaires")
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["questionnaire"], condition=Q(state="draft"), name="version_draft_once"
            ),
            models.CheckConstraint(
                name="version_published_iff_not_draft",
                condition=Q(state="draft", published_at=None)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire} ({self.number})"

    def save(self, *args: Any, **options: Any) -> None:
        """Keep the hash true."""
        self.document_hash = fingerprint(self.document)
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        """The page of its questionnaire."""
        return reverse("ask:questionnaire", args=[self.questionnaire.reference])

    @property
    def is_draft(self) -> bool:
        """It may still change."""
        return self.state == VersionState.DRAFT

    @property
    def parts(self) -> Document:
        """Its document, read."""
        return from_plain(self.document)

    @property
    def form(self) -> Form:
        """Ready to be worked out; kept between requests by its hash. Mistake when a draft cannot be."""
        return _forms(self.document_hash, _Unhashed(self.document))


class _Unhashed:
    """A document that goes along without counting as an argument: its hash is there already."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unhashed)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=64)
def _forms(_fingerprint: str, given: _Unhashed) -> Form:
    return Form(from_plain(given.document))
