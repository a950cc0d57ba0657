"""The rows of a budget: what money may be spent on, and how much of it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ponte.fund.models.call import Call


class BudgetCategory(models.Model):
    """One category of a call; each line of a budget belongs to one.

    cap_percent  of what is asked for, at most so much may be of this category; None: no limit
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="categories")
    position = models.PositiveSmallIntegerField(_("Order"), default=0)
    code = models.CharField(_("Code"), max_length=10)
    label = models.CharField(_("Category"), max_length=150)  # in other languages: core wordings, "label"
    cap_percent = models.PositiveSmallIntegerField(
        _("At most, percent of what is asked for"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )

    class Meta:
        ordering = ["call", "position", "pk"]
        verbose_name = _("budget category")
        verbose_name_plural = _("budget categories")
        constraints = [
            models.UniqueConstraint(fields=["call", "code"], name="category_once"),
            models.CheckConstraint(
                name="category_cap_is_a_percentage", condition=Q(cap_percent=None) | Q(cap_percent__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.label
