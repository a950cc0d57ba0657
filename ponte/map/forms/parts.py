"""The repeated parts of a profile: names, places, contacts, one row each."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.forms import formset_factory
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import places
from ponte.core.forms import CleanCharField
from ponte.map.forms.contact import clean_contact
from ponte.map.forms.identifier import IdentifierRow
from ponte.map.forms.located import located
from ponte.map.forms.profile import language_field
from ponte.map.forms.representative import RepresentativeRow
from ponte.map.forms.rows import Row, RowForm, Rows
from ponte.map.models.vocabulary import ContactKind, NameKind, PlaceRole


def area_choices() -> list[tuple[Any, Any]]:
    """Countries and regions in the reader's language, regions last."""
    language = get_language() or "en"
    return [
        ("", _("Choose a country or a region")),
        (_("Countries"), places.sorted_by_name(places.countries(), language)),
        (_("Regions of the world"), [(code, places.name(code, language)) for code in places.regions()]),
    ]


class NameRow(RowForm):
    """A further name."""

    titled_by = "text"
    written_in = ("text",)

    text = CleanCharField(label=_("Name"), max_length=300)
    kind = forms.ChoiceField(label=_("What this name is"), choices=NameKind.choices, initial=NameKind.OTHER)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"] = language_field(_("Language"))

    def row(self) -> Row:
        """The name as a record keeps it."""
        data = self.cleaned_data
        return {"text": data["text"], "language": data["language"], "kind": data["kind"]}


class PlaceRow(RowForm):
    """A place and what it is to them."""

    written_in = ("area", "locality")

    @property
    def title(self) -> str:
        """The town, or the country."""
        return self.initial.get("locality") or places.name(self.initial["area"], get_language() or "en")

    role = forms.ChoiceField(label=_("What this place is"), choices=PlaceRole.choices)
    area = forms.ChoiceField(label=_("Country or region"), choices=area_choices)
    locality = CleanCharField(
        label=_("Town or area"),
        max_length=150,
        required=False,
        help_text=_("Leave empty when you know the country only."),
    )

    def clean(self) -> Row:
        """A town needs a country to stand in."""
        data = super().clean() or {}
        if data.get("locality") and places.is_region(data.get("area", "")):
            self.add_error("area", _("Choose the country of this town."))
        return data

    def row(self) -> Row:
        """The place as a record keeps it, put on the map as precisely as we know it and no more."""
        data = self.cleaned_data
        return located(role=data["role"], area=data["area"], locality=data["locality"])


class ContactRow(RowForm):
    """A way to reach them."""

    titled_by = "value"
    written_in = ("value",)

    kind = forms.ChoiceField(label=_("Way to reach them"), choices=ContactKind.choices)
    value = CleanCharField(label=_("Number or address"), max_length=300)
    is_public = forms.BooleanField(label=_("Show it to everybody"), required=False)

    def clean(self) -> Row:
        """The value has to fit its kind."""
        data = super().clean() or {}
        if data.get("value") and data.get("kind"):
            try:
                data["value"] = clean_contact(data["kind"], data["value"])
            except forms.ValidationError as error:
                self.add_error("value", error)
        return data

    def row(self) -> Row:
        """The contact as a record keeps it."""
        return {name: self.cleaned_data[name] for name in ("kind", "value", "is_public")}


PARTS: Mapping[str, tuple[str | Promise, type[RowForm]]] = {
    "names": (_("Other names"), NameRow),
    "places": (_("Places"), PlaceRow),
    "contacts": (_("How to reach them"), ContactRow),
    "identifiers": (_("Numbers in registers"), IdentifierRow),
    "representatives": (_("Who speaks for them"), RepresentativeRow),
}


def rows_of(part: str) -> type[Rows]:
    """The form set of one part."""
    made = formset_factory(
        PARTS[part][1],
        formset=Rows,
        extra=2,
        can_delete=True,
        can_delete_extra=False,
        max_num=500,
        absolute_max=600,
        validate_max=True,
    )
    return cast(type[Rows], made)
