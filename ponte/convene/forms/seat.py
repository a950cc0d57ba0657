"""Whom a table invites, and who acts for a seat."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ponte.accounts.queries import person_of_address
from ponte.convene.models.vocabulary import Voice
from ponte.core.forms import CleanCharField
from ponte.map.forms.affiliation import KnownOrganisation
from ponte.map.forms.contact import clean_contact
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import ContactKind


class DelegateForm(forms.Form):
    """A person who acts for a seat. An account with the same address is theirs."""

    name = CleanCharField(label=_("Name of the person"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = CleanCharField(label=_("Telephone"), max_length=50, required=False)
    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.LANGUAGES)
    is_deputy = forms.BooleanField(label=_("Steps in for somebody else"), required=False)

    def clean_phone(self) -> str:
        """The number in the international way."""
        raw = self.cleaned_data["phone"]
        return clean_contact(ContactKind.PHONE, raw) if raw else ""

    @property
    def values(self) -> dict[str, Any]:
        """A delegate."""
        data = dict(self.cleaned_data)
        account = person_of_address(data["email"]) if data.get("email") else None
        return data | {"account": account}


class InviteForm(DelegateForm):
    """The organisation, its voice, and to whom to write."""

    voice = forms.ChoiceField(
        label=_("Voice"), choices=Voice.choices, initial=Voice.VOTING, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, scope: "QuerySet[Organisation]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"] = KnownOrganisation(
            scope=scope,
            label=_("Organisation"),
            max_length=300,
            help_text=_("Its reference, or its name exactly as it is written here."),
        )
        self.fields["name"].label = _("Write to (name of the person)")
        del self.fields["is_deputy"]
        self.order_fields(["organisation", "voice", "name", "email", "phone", "language"])

    @property
    def values(self) -> dict[str, Any]:
        """A delegate; organisation and voice are of the seat."""
        return {
            name: value for name, value in super().values.items() if name not in ("organisation", "voice")
        }


class AnswerForm(forms.Form):
    """Who comes, as the person invited says it."""

    name = CleanCharField(label=_("Your name"), max_length=150)
    phone = CleanCharField(label=_("Telephone"), max_length=50, required=False)
