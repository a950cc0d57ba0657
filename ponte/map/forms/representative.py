"""Somebody who speaks for an organisation, as people type it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField
from ponte.map.forms.contact import clean_contact
from ponte.map.forms.identifier import date_field
from ponte.map.forms.rows import Row, RowForm
from ponte.map.models.vocabulary import ContactKind, Position


class RepresentativeRow(RowForm):
    """Somebody who speaks for them."""

    titled_by = "name"
    written_in = ("name", "email", "phone")

    name = CleanCharField(label=_("Name"), max_length=150)
    position = forms.ChoiceField(
        label=_("Position"), choices=[("", _("Not known")), *Position.choices], required=False
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = CleanCharField(label=_("Telephone"), max_length=60, required=False)
    since = date_field(_("Since"))
    until = date_field(_("Until"))

    def clean(self) -> Row:
        """A number in its one form, and an end after the beginning."""
        data = super().clean() or {}
        if data.get("phone"):
            try:
                data["phone"] = clean_contact(ContactKind.PHONE, data["phone"])
            except forms.ValidationError as error:
                self.add_error("phone", error)
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("This is before the beginning. Check the two dates."))
        return data

    def row(self) -> Row:
        """The person as a record keeps them."""
        data = self.cleaned_data
        dates = {name: data[name].isoformat() if data[name] else None for name in ("since", "until")}
        return {name: data[name] for name in ("name", "position", "email", "phone")} | dates
