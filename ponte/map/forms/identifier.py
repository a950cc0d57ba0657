"""A number in a register, as people type it."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import identifiers
from ponte.core.forms import CleanCharField
from ponte.core.models import Office
from ponte.map.forms.rows import Row, RowForm
from ponte.map.models.identifier import PERSONS_OWN


def register_choices() -> list[tuple[str, Any]]:
    """Registers by country, those of the office's countries first."""
    office = Office.current()
    chosen = identifiers.choices(get_language() or "en", first=office.countries if office else ())
    return [("", _("Choose a register")), *chosen]


def date_field(label: Any) -> forms.DateField:
    """A date with the browser's own picker."""
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=picker)


class IdentifierRow(RowForm):
    """A register and the number there; how it is written does not matter, whether it can be right does."""

    titled_by = "value"
    written_in = ("value",)

    scheme = forms.ChoiceField(label=_("Register"), choices=register_choices)
    value = CleanCharField(label=_("Number"), max_length=identifiers.LONGEST)
    register = CleanCharField(
        label=_("Name of the register"),
        max_length=150,
        required=False,
        help_text=_("Only for another register than those in the list."),
    )
    section = CleanCharField(label=_("Section of the register"), max_length=100, required=False)
    registered_on = date_field(_("Registered on"))
    ends_on = date_field(_("Registration ends on"))
    is_public = forms.BooleanField(label=_("Show it to everybody"), required=False)

    @property
    def title(self) -> str:
        """The register and the number."""
        given = self.initial
        label = identifiers.name(given["scheme"], given.get("register", ""), get_language() or "en")
        return f"{label} {given['value']}"

    def clean(self) -> Row:
        """What the register would not accept is refused here, with what to do."""
        data = super().clean() or {}
        scheme, value = data.get("scheme"), data.get("value")
        if scheme and value:
            try:
                data["value"] = identifiers.clean(scheme, value)
            except forms.ValidationError as error:
                self.add_error("value", error)
            else:
                if data.get("is_public") and identifiers.is_of_a_person(scheme, data["value"]):
                    self.add_error("is_public", PERSONS_OWN)
        if scheme == identifiers.OTHER and not data.get("register"):
            self.add_error("register", _("Write which register this is."))
        starts, ends = data.get("registered_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The registration ends before it begins. Check the two dates."))
        return data

    def row(self) -> Row:
        """The number as a record keeps it; the name of a register counts only where there is no code."""
        data = self.cleaned_data
        return {
            "scheme": data["scheme"],
            "value": data["value"],
            "register": data["register"] if data["scheme"] == identifiers.OTHER else "",
            "section": data["section"],
            **{name: data[name].isoformat() if data[name] else None for name in ("registered_on", "ends_on")},
            "is_public": data["is_public"],
        }
