"""What an application is judged by."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ponte.fund.models.call import Call


class Criterion(models.Model):
    """One line of the grid. A reviewer gives 0 to `weight` points; the weights of a call total 100.

    The order of criteria breaks ties: who has more points in an earlier one comes first.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("Order"), default=0)
    name = models.CharField(_("Criterion"), max_length=150)  # in other languages: core wordings, field "name"
    help = models.CharField(_("What to look for"), max_length=500, blank=True)
    weight = models.PositiveSmallIntegerField(_("Most points"))
    minimum = models.PositiveSmallIntegerField(_("Fewest points"), null=True, blank=True)

    class Meta:
        ordering = ["call", "position", "pk"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(fields=["call", "name"], name="criterion_once"),
            models.CheckConstraint(name="criterion_weight", condition=Q(weight__gte=1, weight__lte=100)),
            models.CheckConstraint(
                name="criterion_minimum", condition=Q(minimum=None) | Q(minimum__lte=F("weight"))
            ),
        ]

    def __str__(self) -> str:
        return self.name
