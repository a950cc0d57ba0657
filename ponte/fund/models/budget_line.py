"""One line of a budget: what is bought, how much of it, who pays."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ponte.core.money import Money
from ponte.fund.models.application import Application
from ponte.fund.models.budget_category import BudgetCategory

HUNDRED = 100


class BudgetLine(models.Model):
    """All amounts are minor units of the currency of the call: no line has another one.

    total_minor  quantity x times x unit price, kept so that lists need no arithmetic
    own_minor    what the organisation pays itself; kind_minor what it gives in kind; the rest is asked for
    quantity_hundredths, times_hundredths  whole numbers, so that half a month is exact; read as `quantity`, `times`
    edition      grows with every change: who writes on an older one is told
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="budget_lines")
    category = models.ForeignKey(
        BudgetCategory, on_delete=models.PROTECT, related_name="+", verbose_name=_("Category")
    )
    position = models.PositiveSmallIntegerField(_("Order"), default=0)
    description = models.CharField(_("What it is for"), max_length=200)
    unit = models.CharField(_("Unit"), max_length=40, blank=True)
    quantity_hundredths = models.PositiveIntegerField(_("How many"))
    times_hundredths = models.PositiveIntegerField(_("How many times or months"), default=HUNDRED)
    unit_minor = models.BigIntegerField(_("Price of one"))
    total_minor = models.BigIntegerField(_("Cost"))
    own_minor = models.BigIntegerField(_("Own money"), default=0)
    kind_minor = models.BigIntegerField(_("In kind"), default=0)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["application", "category__position", "position", "pk"]
        verbose_name = _("line of a budget")
        verbose_name_plural = _("lines of budgets")
        constraints = [
            models.CheckConstraint(
                name="budget_line_adds_up",
                condition=Q(unit_minor__gte=0, own_minor__gte=0, kind_minor__gte=0)
                & Q(total_minor__gte=F("own_minor") + F("kind_minor")),
            ),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def quantity(self) -> Decimal:
        """How many, with two decimals."""
        return Decimal(self.quantity_hundredths).scaleb(-2)

    @quantity.setter
    def quantity(self, value: Decimal | int) -> None:
        self.quantity_hundredths = int(value * HUNDRED)

    @property
    def times(self) -> Decimal:
        """How many times or months, with two decimals."""
        return Decimal(self.times_hundredths).scaleb(-2)

    @times.setter
    def times(self, value: Decimal | int) -> None:
        self.times_hundredths = int(value * HUNDRED)

    @property
    def asked_minor(self) -> int:
        """What the office is asked to pay of it."""
        return self.total_minor - self.own_minor - self.kind_minor

    @property
    def price(self) -> Money:
        """What one costs."""
        return self._money(self.unit_minor)

    @property
    def cost(self) -> Money:
        """All of it."""
        return self._money(self.total_minor)

    @property
    def brought(self) -> Money:
        """What the applicant pays or gives in kind."""
        return self._money(self.own_minor + self.kind_minor)

    @property
    def asked(self) -> Money:
        """What the office is asked to pay of it."""
        return self._money(self.asked_minor)

    def _money(self, minor: int) -> Money:
        return Money(minor, self.application.call.currency)
