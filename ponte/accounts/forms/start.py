"""The first administrator opens the office."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.accounts.forms.password import PasswordField, check_password
from ponte.accounts.models import Person
from ponte.core import places
from ponte.core.forms import CleanCharField


class StartForm(forms.Form):
    """The office in two answers, its administrator in three."""

    setup_code = forms.CharField(
        label=_("Setup code"), help_text=_("The person who installed Ponte has it."), max_length=200
    )
    office = CleanCharField(label=_("Name of the office"), max_length=200)
    country = forms.ChoiceField(
        label=_("Country"), help_text=_("Where the office works. You can add countries later.")
    )
    name = CleanCharField(label=_("Your name"), max_length=150)
    email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = PasswordField(label=_("Password"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = places.sorted_by_name(places.countries(), get_language() or "en")
        country: Any = self.fields["country"]
        country.choices = [("", _("Choose a country")), *named]
        if not settings.SETUP_CODE:
            del self.fields["setup_code"]

    def clean_setup_code(self) -> str:
        """The code of the installer, compared in a time that tells nothing."""
        code = self.cleaned_data["setup_code"].strip()
        if not constant_time_compare(code, settings.SETUP_CODE):
            raise forms.ValidationError(_("This is not the setup code. Ask the person who installed Ponte."))
        return code

    def clean_email(self) -> str:
        """A free address."""
        email = self.cleaned_data["email"].lower()
        if Person.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Somebody has an account with this address. Use another one."))
        return email

    def clean(self) -> dict[str, Any]:
        """A password that is not the name or the address."""
        cleaned = super().clean() or {}
        person = Person(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
        check_password(self, "password", person)
        return cleaned
