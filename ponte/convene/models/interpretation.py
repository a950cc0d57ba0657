"""Who interprets from which language into which."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.meeting import Meeting
from ponte.core.personal import Personal

KEPT = _("24 months after the meeting")


class InterpreterState(models.TextChoices):
    """What the interpreter said."""

    OPEN = "open", pgettext_lazy("of an interpreter", "Not confirmed yet")
    CONFIRMED = "confirmed", pgettext_lazy("of an interpreter", "Confirmed")
    DECLINED = "declined", pgettext_lazy("of an interpreter", "Cannot")


class Interpretation(models.Model):
    """One channel of a meeting: listeners in one language hear what is said in another."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="interpretation")
    from_language = models.CharField(_("Spoken language"), max_length=12)
    to_language = models.CharField(_("Language one hears"), max_length=12)
    interpreter = models.CharField(_("Interpreter"), max_length=150, blank=True)
    email = models.EmailField(_("E-mail of the interpreter"), blank=True)
    state = models.CharField(
        _("What the interpreter said"),
        max_length=9,
        choices=InterpreterState.choices,
        default=InterpreterState.OPEN,
    )
    asked_at = models.DateTimeField(_("Asked by mail"), null=True, blank=True, editable=False)
    link = models.URLField(_("Link of this channel"), max_length=500, blank=True)

    personal_data: ClassVar[dict[str, Personal]] = {
        "interpreter": Personal(_("To know who interprets"), KEPT),
        "email": Personal(_("To ask whether they interpret, and to tell of changes"), KEPT),
    }

    objects: ClassVar[models.Manager["Interpretation"]] = models.Manager()

    class Meta:
        ordering = ["meeting_id", "to_language", "from_language", "pk"]
        verbose_name = _("interpretation")
        verbose_name_plural = _("interpretation")
        constraints = [
            models.CheckConstraint(
                name="interpretation_into_another", condition=~Q(from_language=F("to_language"))
            ),
            models.UniqueConstraint(
                fields=["meeting", "from_language", "to_language", "interpreter"], name="interpretation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_language} → {self.to_language}"
