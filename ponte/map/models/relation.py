"""One time the office and a stakeholder met, and what was to follow."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.core.personal import Personal
from ponte.map.models.stakeholder import WHILE, Stakeholder
from ponte.map.models.vocabulary import Encounter


class Relation(models.Model):
    """An entry of the relation log. It is written once; only its next step is ticked off later."""

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="relations")
    on = models.DateField(_("On"))
    how = models.CharField(
        pgettext_lazy("of meeting somebody", "How"),
        max_length=10,
        choices=Encounter.choices,
        default=Encounter.MEETING,
    )
    text = models.TextField(_("What was said"), max_length=4000)
    next_step = models.CharField(_("Next step"), max_length=300, blank=True)
    next_on = models.DateField(_("Next step until"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    personal_data = {
        "text": Personal(_("to remember what was agreed with whom"), WHILE),
        "next_step": Personal(_("to do what was promised"), WHILE),
    }

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("entry of the relation log")
        verbose_name_plural = _("entries of the relation log")
        constraints = [
            models.CheckConstraint(
                name="relation_date_has_a_step", condition=Q(next_on=None) | ~Q(next_step="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.text[:60]}"

    @property
    def waits(self) -> bool:
        """Something was promised and is not done."""
        return bool(self.next_step) and self.done_at is None
