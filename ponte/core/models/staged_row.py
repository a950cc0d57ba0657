"""What a checked list would do to one thing, before anything is done."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.core.models.import_run import ImportRun
from ponte.core.personal import Personal, Scrubbed

PROMISE = Personal(
    _("To show what a list would do before it is brought in"),
    _("The list is brought in or discarded, at the latest 30 days after it was checked"),
    Scrubbed.ROW,
)


class StagedRow(models.Model):
    """The rows of a list about one thing, put together; written by the check, read by the preview, applied as they are.

    `values` are what the list says, field by field; `before` and `after` hold only the fields that would change,
    as the record has them now ({} when it is new) and as it would have them. Problems are `{row, column, message}`.

    A new one may be like a thing that is there (`like_id`, with how much and why); once a person answered that it is
    the same it is planned as a change of that one, and `own_values` keeps what the list said before.
    """

    class Kind(models.TextChoices):
        """What would happen."""

        NEW = "new", _("New")
        CHANGED = "changed", _("Would change")
        SAME = "same", _("As it is")
        WRONG = "wrong", _("Has a problem")

    class Answer(models.TextChoices):
        """What a person says of a row that is like a thing that is there."""

        SAME = "same", _("The same")
        ANOTHER = "another", _("Another one")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="staged")
    position = models.PositiveIntegerField(_("Row"))
    kind = models.CharField(_("What would happen"), max_length=7, choices=Kind.choices)
    key = models.CharField(max_length=320)
    name = models.CharField(_("Name"), max_length=300, blank=True)
    subject_kind = models.CharField(max_length=100, blank=True)
    subject_id = models.BigIntegerField(null=True)
    seen_at = models.DateTimeField(null=True)
    values = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    like_id = models.BigIntegerField(null=True)
    like_score = models.PositiveSmallIntegerField(default=0)
    like_evidence = models.JSONField(default=list)
    answer = models.CharField(max_length=7, choices=Answer.choices, blank=True)
    own_values = models.JSONField(default=dict)

    personal_data = {
        "name": PROMISE,
        "values": PROMISE,
        "before": PROMISE,
        "after": PROMISE,
        "problems": PROMISE,
        "like_evidence": PROMISE,
        "own_values": PROMISE,
    }

    class Meta:
        ordering = ["run_id", "position"]
        verbose_name = _("staged row")
        verbose_name_plural = _("staged rows")
        indexes = [models.Index(fields=["run", "kind", "position"], name="staged_by_kind")]
        constraints = [
            models.UniqueConstraint(fields=["run", "key"], name="staged_key_is_unique"),
            models.CheckConstraint(
                name="staged_new_has_no_subject",
                condition=~models.Q(kind="new") | models.Q(subject_id__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name
