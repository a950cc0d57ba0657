"""The first few things known of an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.core import places
from ponte.core.forms import CleanCharField
from ponte.map.forms.located import located
from ponte.map.forms.parts import area_choices
from ponte.map.forms.profile import language_field
from ponte.map.models.vocabulary import Kind, PlaceRole, Visibility
from ponte.map.queries.record import Record


class NewOrganisationForm(forms.Form):
    """Only the name is needed; the rest can wait."""

    name = CleanCharField(label=_("Name"), max_length=300, help_text=_("As they write it themselves."))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.UNKNOWN)
    origin = forms.ChoiceField(label=_("Roots in"), choices=area_choices, required=False)
    residence = forms.ChoiceField(label=_("Based in"), choices=area_choices, required=False)
    locality = CleanCharField(label=_("Town or area"), max_length=150, required=False)
    source = CleanCharField(
        label=_("Source"), max_length=300, required=False, help_text=_("Where we know this from.")
    )
    visibility = forms.ChoiceField(
        label=_("Who may see this record"), choices=Visibility.choices, initial=Visibility.OFFICE
    )

    field_order = ["name", "name_language", "kind", "origin", "residence", "locality", "source", "visibility"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name_language"] = language_field(_("Language of the name"))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A town needs its country."""
        data = super().clean() or {}
        residence = data.get("residence", "")
        if data.get("locality") and (not residence or places.is_region(residence)):
            self.add_error("residence", _("Choose the country of this town."))
        return data

    @property
    def values(self) -> Record:
        """The cleaned form as record values."""
        data = self.cleaned_data
        found = []
        if data["origin"]:
            found.append(located(role=PlaceRole.ORIGIN.value, area=data["origin"]))
        if data["residence"]:
            found.append(
                located(role=PlaceRole.RESIDENCE.value, area=data["residence"], locality=data["locality"])
            )
        own = ("name", "name_language", "kind", "source", "visibility")
        return {name: data[name] for name in own} | {"places": found}
