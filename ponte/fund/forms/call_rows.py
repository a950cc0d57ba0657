"""The grid of criteria and the categories of a budget: rows that are typed, moved and taken away."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField
from ponte.map.forms.rows import Row, RowForm, Rows

MOST_ROWS = 40


class PlacedRow(RowForm):
    """A row with its place in the list; `pk` says which one it was."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["position"] = forms.IntegerField(
            label=_("Order"), min_value=0, max_value=999, required=False
        )


class CriterionRow(PlacedRow):
    """A criterion."""

    titled_by = "name"
    written_in = ("name",)

    name = CleanCharField(label=_("Criterion"), max_length=150)
    help = CleanCharField(label=_("What to look for"), max_length=500, required=False)
    weight = forms.IntegerField(label=_("Most points"), min_value=1, max_value=100)
    minimum = forms.IntegerField(label=_("Fewest points"), min_value=0, max_value=100, required=False)

    def clean(self) -> Row:
        """The fewest points are among those one can get."""
        data = super().clean() or {}
        if data.get("minimum") is not None and data.get("weight") and data["minimum"] > data["weight"]:
            self.add_error("minimum", _("Nobody can reach this: it is more than the most points."))
        return data

    def row(self) -> Row:
        """The criterion as an action takes it."""
        return {name: self.cleaned_data[name] for name in ("pk", "name", "help", "weight", "minimum")}


class CategoryRow(PlacedRow):
    """A category of the budget."""

    titled_by = "label"
    written_in = ("label", "code")

    code = CleanCharField(label=_("Code"), max_length=10)
    label = CleanCharField(label=_("Category"), max_length=150)
    cap_percent = forms.IntegerField(label=_("At most, percent"), min_value=0, max_value=100, required=False)

    def row(self) -> Row:
        """The category as an action takes it."""
        return {name: self.cleaned_data[name] for name in ("pk", "code", "label", "cap_percent")}


class PlacedRows(Rows):
    """Rows in the order of their numbers; each name once."""

    once = "name"

    def clean(self) -> None:
        """Two rows of one name would be one."""
        names = [str(row[self.once]).casefold() for row in self.rows] if self.is_bound else []
        if doubled := next((name for name in names if names.count(name) > 1), None):
            raise forms.ValidationError(_("“%(name)s” is there twice.") % {"name": doubled})

    @property
    def rows(self) -> list[Row]:
        """The rows that stay, in the order of their numbers."""
        kept = [
            form
            for form in self.forms
            if getattr(form, "cleaned_data", None) and not form.errors and form not in self.deleted_forms
        ]
        last = MOST_ROWS + 1
        kept.sort(
            key=lambda form: last if form.cleaned_data["position"] is None else form.cleaned_data["position"]
        )
        return [form.row() for form in kept]


class CategoryRows(PlacedRows):
    """Each code once."""

    once = "code"


def rows_of(part: str) -> Any:
    """The formset of a part, with two empty rows to add."""
    row, rows = {"criteria": (CriterionRow, PlacedRows), "budget": (CategoryRow, CategoryRows)}[part]
    return formset_factory(row, formset=rows, extra=2, can_delete=True, max_num=MOST_ROWS)
