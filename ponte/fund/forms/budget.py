"""One line of a budget."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ponte.ask.forms.answers import decimal
from ponte.core.forms import CleanCharField
from ponte.core.refusal import Refused
from ponte.fund.forms.amounts import LARGEST, AmountField
from ponte.fund.models import Application, BudgetLine
from ponte.fund.queries.budget import labels_of

COLUMNS = ("description", "unit", "quantity", "times", "unit_minor", "own_minor", "kind_minor")
CENT = Decimal("0.01")


class CountField(CleanCharField):
    """A number of things, with two decimals at most, in digits of any script."""

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(max_length=20, **options)
        self.most = most
        self.widget.attrs |= {"inputmode": "decimal", "dir": "ltr"}

    def prepare_value(self, value: Any) -> Any:
        """Without zeros that say nothing."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal:
        """The number, or what is wrong with it."""
        text = super().clean(value)
        try:
            number = decimal(text) if text else Decimal(1)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None
        if number <= 0:
            raise ValidationError(_("Write a number above zero."))
        if number > self.most:
            raise ValidationError(_("Write %(most)d at most."), params={"most": self.most})
        if number != number.quantize(CENT):
            raise ValidationError(_("Write two decimals at most."))
        return number


class LineForm(forms.Form):
    """What is bought, how much of it, who pays; the cost is computed, never typed."""

    there_now: Sequence[tuple[str, str]] = ()  # what is stored where somebody else was quicker

    category = forms.ChoiceField(label=_("Category"))
    description = CleanCharField(
        label=_("What it is for"), max_length=200, help_text=_("For example: rent of a hall in Dakar.")
    )
    unit = CleanCharField(
        label=_("Unit"), max_length=40, required=False, help_text=_("For example: day, person, piece.")
    )
    quantity = CountField(label=_("How many"), most=1_000_000, initial="1")
    times = CountField(
        label=_("How many times or months"),
        most=1_000,
        initial="1",
        required=False,
        help_text=_("A wage for six months: write 6."),
    )

    def __init__(
        self, *args: Any, application: Application, line: BudgetLine | None = None, **options: Any
    ) -> None:
        known = (
            {name: getattr(line, name) for name in COLUMNS} | {"category": line.category_id} if line else {}
        )
        super().__init__(*args, **options | {"initial": known})
        call = application.call
        self.categories = {str(category.pk): category for category, _label, _language in labels_of(call)}
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose one")),
            *((category.pk, label) for category, label, _language in labels_of(call)),
        ]
        for name, label, is_needed, hint in (
            ("unit_minor", _("Price of one, in %(currency)s"), True, ""),
            (
                "own_minor",
                _("Of the cost, you pay yourself (%(currency)s)"),
                False,
                _("Own money or money of others."),
            ),
            (
                "kind_minor",
                _("Of the cost, you give in kind (%(currency)s)"),
                False,
                _("Work of volunteers, a room, things: what they would cost."),
            ),
        ):
            words = str(label) % {"currency": call.currency}
            self.fields[name] = AmountField(
                currency=call.currency, label=words, required=is_needed, help_text=hint
            )

    def clean(self) -> dict[str, Any]:
        """The cost, and that nobody pays more than it."""
        data = super().clean() or {}
        if not {"quantity", "times", "unit_minor"} <= set(data):
            return data
        cost = data["unit_minor"] * data["quantity"] * data["times"]
        data["total_minor"] = int(cost.to_integral_value(ROUND_HALF_EVEN))
        for name in ("own_minor", "kind_minor"):
            data[name] = data.get(name) or 0
        if data["total_minor"] > LARGEST:
            self.add_error(
                "quantity", _("The cost of this line is too large. Check the price and the numbers.")
            )
        elif data["total_minor"] == 0:
            self.add_error("unit_minor", _("This line costs nothing. Give things in kind a price too."))
        elif data["own_minor"] + data["kind_minor"] > data["total_minor"]:
            self.add_error("own_minor", _("You pay more than the line costs. Check the amounts."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The columns of a line."""
        data = self.cleaned_data
        columns = {name: data[name] for name in (*COLUMNS, "total_minor")}
        return columns | {"category": self.categories[data["category"]]}
