"""The settings of the office."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ponte.accounts.forms.lists import (
    CountryNamesField,
    ListField,
    country_code,
    currency_code,
    shown_country,
)
from ponte.core.forms import CleanCharField, CleanTextField

WITH_ITS_LIST = RegexValidator(
    r"^[A-Z]{2}-[A-Z0-9_]+-\S+$", _("Write the code of the list, a hyphen and the number: XM-DAC-47066.")
)


def lines(number: int) -> forms.Textarea:
    """A control of this height."""
    return forms.Textarea(attrs={"rows": number})


class OfficeForm(forms.Form):
    """Everything but privacy, which has a page of its own."""

    READS = (
        *(
            "name",
            "short_name",
            "countries",
            "currencies",
            "languages",
            "legal_identity",
            "org_id",
            "address",
        ),
        *("email", "phone", "country_names", "sign_up_is_open", "organisations_register"),
    )

    name = CleanCharField(label=_("Name of the office"), max_length=200)
    short_name = CleanCharField(
        label=_("Short name"), max_length=40, required=False, help_text=_("For places with little room.")
    )
    logo = forms.FileField(
        label=_("Logo"), required=False, help_text=_("A picture (PNG, JPEG or WebP), at most 1 MB.")
    )
    logo_goes = forms.BooleanField(label=_("Remove the logo"), required=False)
    countries = ListField(
        label=_("Countries"),
        max_length=2000,
        help_text=_("Where the office works, the main one first, with commas between."),
        find=country_code,
        show=shown_country,
        unknown=_("We do not know the country “%(typed)s”. Write its name or its three letters, like ITA."),
    )
    currencies = ListField(
        label=_("Currencies"),
        max_length=400,
        help_text=_("Their three letters, the usual one first: EUR, USD"),
        find=currency_code,
        show=str,
        unknown=_("We do not know the currency “%(typed)s”. Write its three letters, like EUR."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the pages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those the office looks after."),
    )
    legal_identity = CleanTextField(
        label=_("Legal identity"),
        required=False,
        max_length=1000,
        widget=lines(3),
        help_text=_("What the office is by law: form, register, number."),
    )
    org_id = CleanCharField(
        label=_("Number in a public register"),
        required=False,
        max_length=80,
        validators=[WITH_ITS_LIST],
        help_text=_(
            "With the code of its list at org-id.guide: XM-DAC-47066. Open data about money names the office by it."
        ),
    )
    address = CleanTextField(label=_("Address"), required=False, max_length=1000, widget=lines(3))
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    phone = CleanCharField(
        label=_("Telephone"), required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel"})
    )
    country_names = CountryNamesField(
        label=_("Names of countries"),
        required=False,
        max_length=20_000,
        widget=lines(3),
        help_text=_("Only where the office uses another name. One a line: code, language, name."),
    )
    sign_up_is_open = forms.BooleanField(label=_("Anybody may open an account"), required=False)
    organisations_register = forms.BooleanField(
        label=_("Organisations may register themselves"),
        required=False,
        help_text=_(
            "Whoever registers or claims one may open an account, and then sees what is shown to people who signed in."
        ),
    )

    def __init__(self, *args: Any, has_logo: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_logo:
            del self.fields["logo_goes"]


class PrivacyForm(forms.Form):
    """Who answers for personal data, and what people are told, in each language of the office."""

    data_controller = CleanTextField(
        label=_("Data controller"),
        required=False,
        max_length=1000,
        widget=lines(3),
        help_text=_("Who answers for personal data by law, and how to reach them."),
    )

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.languages = languages
        for code, name in languages:
            self.fields[f"notice_{code}"] = CleanTextField(
                label=_("Privacy notice in %(language)s") % {"language": name},
                required=False,
                max_length=20_000,
            )

    def notices(self) -> dict[str, str]:
        """The notice by language."""
        return {code: self.cleaned_data[f"notice_{code}"] for code, _name in self.languages}
