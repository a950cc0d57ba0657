"""Whether somebody stands too near to an applicant to judge."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal
from ponte.fund.models.application import Application
from ponte.fund.models.vocabulary import ConflictKind


class ConflictDeclaration(models.Model):
    """What a person (reviewer, or member of a panel) says about one application, before they open it.

    No row: nothing was said, and nothing opens. A conflict shuts out, whatever else a person may do in the office.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conflicts")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="conflicts")
    has_conflict = models.BooleanField(_("Has a conflict of interest"), default=False)
    kind = models.CharField(_("What kind"), max_length=8, choices=ConflictKind.choices, blank=True)
    reason = models.TextField(_("In their own words"), max_length=1000, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal_data: ClassVar[dict[str, Personal]] = {
        "reason": Personal(
            _("To keep people from judging where they stand too near"),
            _("three years after the call was decided"),
        ),
    }

    class Meta:
        ordering = ["application", "pk"]
        verbose_name = _("declaration of interests")
        verbose_name_plural = _("declarations of interests")
        constraints = [
            models.UniqueConstraint(fields=["person", "application"], name="conflict_declared_once"),
            models.CheckConstraint(
                name="conflict_says_what_kind",
                condition=Q(has_conflict=False, kind="") | Q(has_conflict=True) & ~Q(kind=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display() or _("No conflict of interest"))


def conflict_rows(person: Any) -> "models.QuerySet[ConflictDeclaration]":
    """The conflicts somebody declared."""
    return ConflictDeclaration.objects.filter(person=person, has_conflict=True).order_by()


def conflicts_of(person: Any) -> frozenset[int]:
    """The applications of which this person declared a conflict, read once a request."""
    if not getattr(person, "is_active", False) or person.pk is None:
        return frozenset()
    held: frozenset[int] | None = getattr(person, "_conflicts", None)
    if held is None:
        held = person._conflicts = frozenset(conflict_rows(person).values_list("application_id", flat=True))
    return held


def forget_conflicts(person: Any) -> None:
    """Read them anew when they are next asked for."""
    if hasattr(person, "_conflicts"):
        del person._conflicts
