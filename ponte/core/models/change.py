"""One entry of the change log."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core import verbs
from ponte.core.models.import_run import Arrived
from ponte.core.personal import Personal
from ponte.core.values import Difference, differences


class AppendOnly(Exception):
    """The code tried to rewrite history."""


class ChangeQuerySet(models.QuerySet["Change"]):
    """Reads and appends; refuses to rewrite."""

    def update(self, **_values: object) -> NoReturn:
        raise AppendOnly("The change log is append-only: use changes.redact().")

    def delete(self) -> NoReturn:
        raise AppendOnly("The change log is append-only.")


class Change(models.Model):
    """Who did what to which thing, when, by which door, and the values before and after."""

    class Via(models.TextChoices):
        PAGE = "page", _("on a page")
        IMPORT = "import", _("by import")
        COMMAND = "command", _("by command")
        SYSTEM = "system", _("by the system")

    kind = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    reference = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(_("Name of the person"), max_length=200, blank=True)
    via = models.CharField(max_length=10, choices=Via, default=Via.PAGE)
    verb = models.CharField(max_length=50)
    values = models.JSONField(_("What changed"), default=dict)
    note = models.TextField(blank=True)
    run_id = models.BigIntegerField(null=True)
    # The data version it made, so that readers get changes in the order in which they could be seen. What a list
    # brings in is seen when the list is in: 0 here, and the number is on its run (core/journal.py).
    number = models.PositiveBigIntegerField(default=0)
    redacted_at = models.DateTimeField(null=True)

    objects = Arrived.from_queryset(ChangeQuerySet)("run_id")
    personal_data = {
        "by_name": Personal(
            purpose=_("To say who did it, also after the account is gone"),
            kept_until=_("the person's account is scrubbed"),
        ),
        "values": Personal(
            purpose=_("To show what changed, where a value comes from, and to undo mistakes"),
            kept_until=_("the field it was in is scrubbed: its values go from the whole history"),
        ),
    }

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "subject_id", "-id"], name="change_history"),
            models.Index(fields=["kind", "number", "id"], name="change_by_number", condition=Q(number__gt=0)),
            models.Index(fields=["kind", "at"], name="change_by_moment", condition=Q(number__gt=0)),
            models.Index(fields=["run_id"], name="change_run", condition=Q(run_id__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="change_says_what", condition=~Q(kind="") & ~Q(verb="")),
            models.CheckConstraint(
                name="change_via_known", condition=Q(via__in=["page", "import", "command", "system"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb_label}: {self.kind} {self.reference or self.subject_id}"

    def save(self, *args: Any, **options: Any) -> None:
        """Append. An entry that is stored already stays as it is."""
        if not self._state.adding:
            raise AppendOnly("The change log is append-only: use changes.redact().")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnly("The change log is append-only.")

    def overwrite(self, **values: Any) -> None:
        """The one door by which a stored entry changes; only redaction goes through it."""
        for name, value in values.items():
            setattr(self, name, value)
        super().save(update_fields=list(values))

    @property
    def verb_label(self) -> str:
        """What was done, in the reader's language."""
        return verbs.label(self.kind, self.verb)

    @property
    def differences(self) -> list[Difference]:
        """What changed, line by line, as people read it."""
        return differences(self.kind, self.values)
