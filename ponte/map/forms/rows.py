"""Rows of a part of a profile: what a form of one row is, and all rows together."""

from typing import Any

from django import forms
from django.forms import BaseFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from ponte.core.text import clean

Row = dict[str, Any]


class RowForm(forms.Form):
    """One row of a part; `title` names the row that is there already.

    A row counts when something is written in it: a browser sends the first choice of a list for empty rows too.
    """

    titled_by = ""
    written_in: tuple[str, ...] = ()

    def has_changed(self) -> bool:
        """Whether anything is written here."""
        return any(clean(str(self[name].data or "")) for name in self.written_in)

    @property
    def title(self) -> str:
        """What the row is about."""
        return str(self.initial.get(self.titled_by, ""))


class Rows(BaseFormSet):
    """All rows of a part, with two empty ones to add; an emptied or ticked row goes."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Name the box that takes a row away."""
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = _("Take this one away")

    def _construct_form(self, i: int, **options: Any) -> forms.Form:
        form = super()._construct_form(i, **options)  # type: ignore[misc]
        form.empty_permitted = True
        return form

    @property
    def rows(self) -> list[Row]:
        """The rows that stay, in their order."""
        kept = [form for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        return [form.row() for form in kept]
