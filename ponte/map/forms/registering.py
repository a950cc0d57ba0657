"""An organisation told of by its own people: by themselves, or through somebody of the office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField
from ponte.map.actions.registering import agreed
from ponte.map.forms.contact import clean_contact
from ponte.map.forms.new import NewOrganisationForm
from ponte.map.models.intake import Way
from ponte.map.models.vocabulary import Consent, ContactKind, Visibility
from ponte.map.queries.record import Record


class WithContact(NewOrganisationForm):
    """A new record with one way to reach the organisation."""

    contact_kind = forms.ChoiceField(
        label=_("Way to reach you"), choices=ContactKind.choices, initial=ContactKind.PHONE, required=False
    )
    contact = CleanCharField(label=_("Number or address"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """The contact has to fit its kind."""
        data = super().clean()
        if data.get("contact") and data.get("contact_kind"):
            try:
                data["contact"] = clean_contact(data["contact_kind"], data["contact"])
            except forms.ValidationError as error:
                self.add_error("contact", error)
        return data

    @property
    def values(self) -> Record:
        """The cleaned form as record values."""
        data = self.cleaned_data
        if not data["contact"]:
            return super().values
        contact = {
            "kind": data["contact_kind"],
            "value": data["contact"],
            "is_public": bool(data.get("contact_is_public")),
        }
        return super().values | {"contacts": [contact]}


class RegisterForm(WithContact):
    """What somebody says of their own organisation at first; the rest can wait."""

    position = CleanCharField(label=_("What you do there"), max_length=150, required=False)
    contact_is_public = forms.BooleanField(
        label=_("Show this number or address to everybody"), required=False
    )
    visibility = forms.ChoiceField(
        label=_("Who may see your organisation here"),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "You can change this at any time. If being seen may put somebody in danger, choose the office."
        ),
    )
    agrees = forms.BooleanField(
        label=_("I speak for this organisation, and it agrees that the office keeps this record"),
        error_messages={
            "required": _("Tick this if it is so. Without it the office may not keep the record.")
        },
    )

    field_order = [
        *("name", "name_language", "kind", "origin", "residence", "locality"),
        *("contact_kind", "contact", "contact_is_public", "position", "visibility", "agrees"),
    ]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["source"]
        self.fields["name"].help_text = _("As you write it yourselves, in your own script.")

    @property
    def values(self) -> Record:
        """The cleaned form as record values; the source is the organisation itself."""
        self.cleaned_data["source"] = str(_("The organisation itself"))
        return super().values


class AssistedForm(WithContact):
    """What the office writes down, perhaps while somebody sits at the desk or is on the telephone."""

    way = forms.ChoiceField(
        label=_("How they told us"),
        required=False,
        choices=[
            ("", _("Nobody of them told us")),
            *[(way.value, way.label) for way in Way if way != Way.ONLINE],
        ],
        help_text=_("Choose one when somebody of them spoke with you, and print the slip afterwards."),
    )
    told_by = CleanCharField(
        label=_("Who told us"), max_length=150, required=False, help_text=_("They need no e-mail.")
    )
    told_position = CleanCharField(label=_("What they do there"), max_length=150, required=False)
    consent = forms.ChoiceField(
        label=_("Consent to be listed"), choices=Consent.choices, initial=Consent.NOT_ASKED
    )

    field_order = [
        *("name", "name_language", "kind", "origin", "residence", "locality", "contact_kind", "contact"),
        *("way", "told_by", "told_position", "consent", "source", "visibility"),
    ]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["contact_kind"].label = _("Way to reach them")

    def clean(self) -> dict[str, Any]:
        """Who told us needs a way, and the other way round."""
        data = super().clean()
        if data.get("told_by") and not data.get("way"):
            self.add_error("way", _("Choose by which way this person told you."))
        if data.get("way") and not data.get("told_by"):
            self.add_error("told_by", _("Write who told you; a first name is enough."))
        return data

    @property
    def told(self) -> dict[str, str]:
        """Who told us, and how."""
        data = self.cleaned_data
        return {"way": data["way"], "person": data["told_by"], "position": data["told_position"]}

    @property
    def values(self) -> Record:
        """The cleaned form as record values."""
        given = super().values
        if self.cleaned_data["consent"] in {Consent.ORAL, Consent.WRITTEN}:
            given |= agreed(self.cleaned_data["consent"])
        else:
            given["consent"] = self.cleaned_data["consent"]
        if not given["source"] and self.cleaned_data["way"]:
            given["source"] = str(_("The organisation itself"))
        return given
