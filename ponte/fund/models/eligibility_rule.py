"""What an organisation must be, have or have done before it may apply."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.fund.models.call import Call
from ponte.fund.models.vocabulary import RuleKind


class EligibilityRule(models.Model):
    """One rule; `queries.eligibility` reads it to people as a sentence and checks it.

    codes   which countries, kinds, papers or rungs count: what they are depends on `kind`
    number  years, or how many: what it is depends on `kind`
    note    how to get what is missing, in the office's own words; in other languages: core wordings, "note"
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(_("Rule"), max_length=12, choices=RuleKind.choices)
    codes = models.JSONField(default=list, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(_("How to get there"), max_length=500, blank=True)

    class Meta:
        ordering = ["call", "pk"]
        verbose_name = _("rule of eligibility")
        verbose_name_plural = _("rules of eligibility")
        constraints = [models.UniqueConstraint(fields=["call", "kind"], name="rule_once")]

    def __str__(self) -> str:
        return str(RuleKind(self.kind).label)
