"""What people at a meeting fill in: registering, answering, checking in; and how the facilitator invites them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.accounts.forms.lists import ListField, country_code, shown_country
from ponte.convene.actions.registering import MOST_BROUGHT
from ponte.convene.forms.meeting import office_languages
from ponte.convene.models import Meeting
from ponte.convene.models.meeting import Mode
from ponte.convene.models.registration import Stakeholder
from ponte.core.forms import CleanCharField, CleanTextField

WAYS = {Mode.IN_PERSON: _("I come"), Mode.ONLINE: _("I take part online")}
STAKEHOLDERS = [("", _("Choose")), *Stakeholder.choices]
FIELDS = (
    "name",
    "email",
    "language",
    "mode",
    "organisation_name",
    "stakeholder",
    "country",
    "hears",
    "needs",
)


class CountryField(ListField):
    """One country, by name or code."""

    def __init__(self, **options: Any) -> None:
        unknown = _("We do not know the country “%(typed)s”. Write its name or its three letters, like ITA.")
        super().__init__(find=country_code, show=shown_country, unknown=unknown, **options)

    def prepare_value(self, value: Any) -> Any:
        """Its name."""
        return shown_country(value) if isinstance(value, str) and len(value) == 3 else value

    def clean(self, value: Any) -> str:  # type: ignore[override]
        """Its code."""
        found = super().clean(value)
        return found[0] if found else ""


class GuestForm(forms.Form):
    """Who comes, how, and what they need."""

    name = CleanCharField(label=_("Your name"), max_length=150)
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        max_length=254,
        help_text=_(
            "We send your link, changes and a reminder there, and nothing else. Without one, keep the link yourself."
        ),
    )
    language = forms.ChoiceField(label=_("Language of our mails to you"), choices=office_languages)
    mode = forms.ChoiceField(label=_("How do you take part?"), widget=forms.RadioSelect)
    organisation_name = CleanCharField(label=_("Organisation or group"), max_length=200, required=False)
    stakeholder = forms.ChoiceField(label=_("For whom do you come?"), choices=STAKEHOLDERS, required=False)
    country = CountryField(label=_("Country you live in"), max_length=80, required=False)
    hears = forms.ChoiceField(label=_("Language you want to hear"), required=False)
    needs = CleanTextField(
        label=_("What do you need to take part?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "For example a ramp, sign language, large print, childcare. Only the facilitator reads it; "
            "it is deleted 30 days after the meeting."
        ),
    )
    others = CleanTextField(
        label=_("Who else comes with you?"),
        max_length=3500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One name on each line. Each gets a place of their own."),
    )

    def __init__(self, *args: Any, meeting: Meeting, spoken: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        ways = [mode for mode in WAYS if meeting.mode in (mode, Mode.HYBRID)]
        self.fields["mode"].choices = [(mode, WAYS[mode]) for mode in ways]  # type: ignore[attr-defined]
        if len(ways) == 1:
            self.fields["mode"].initial = ways[0]
            self.fields["mode"].widget = forms.HiddenInput()
        if spoken:
            self.fields["hears"].choices = [("", _("Any")), *spoken]  # type: ignore[attr-defined]
        else:
            del self.fields["hears"]

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the registration."""
        data = self.cleaned_data
        found = {name: data[name] for name in FIELDS if name in data}
        if "email" in found:
            found["email"] = found["email"].lower()
        return found

    @property
    def others_named(self) -> list[str]:
        """The names of those who come along."""
        return names_in(self.cleaned_data.get("others", ""))

    def clean_others(self) -> str:
        """Not a whole bus."""
        text: str = self.cleaned_data["others"]
        if len(names_in(text)) > MOST_BROUGHT:
            raise forms.ValidationError(
                _("At most %(most)d people can be registered at once."), params={"most": MOST_BROUGHT}
            )
        return text


def names_in(text: str) -> list[str]:
    """One name a line."""
    return [line.strip()[:150] for line in text.splitlines() if line.strip()]


class AnswerForm(GuestForm):
    """The answer by link: the address is known, and stays."""

    field_order = (
        "name",
        "mode",
        "organisation_name",
        "stakeholder",
        "country",
        "hears",
        "needs",
        "language",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["email"]
        del self.fields["others"]


class OthersForm(forms.Form):
    """More people by the link of one."""

    others = CleanTextField(
        label=_("Who else comes with you?"),
        max_length=3500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One name on each line. Each gets a place of their own."),
    )


class CodeForm(forms.Form):
    """Checking in with the code on the wall."""

    code = CleanCharField(
        label=_("Code of the meeting"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
        help_text=_("Six letters and digits. They stand on the screen or on the wall."),
    )
    email = forms.EmailField(
        label=_("The e-mail you registered with"),
        required=False,
        help_text=_("Not registered? Leave it empty."),
    )
    name = CleanCharField(label=_("Your name"), max_length=150, required=False)
    organisation_name = CleanCharField(label=_("Organisation or group"), max_length=200, required=False)
    stakeholder = forms.ChoiceField(label=_("For whom do you come?"), choices=STAKEHOLDERS, required=False)

    def clean(self) -> dict[str, Any]:
        """The address or a name."""
        data = super().clean() or {}
        if not data.get("email") and not data.get("name") and "email" not in self.errors:
            self.add_error("name", _("Write your name, or the e-mail you registered with."))
        data["email"] = (data.get("email") or "").lower()
        return data


class InviteForm(forms.Form):
    """Whom to invite."""

    delegates = forms.BooleanField(label=_("Everybody who acts for a seat of the table"), required=False)
    addresses = CleanTextField(
        label=_("Other people"),
        max_length=200_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("One on each line, or with commas between: Amina Saleh <amina@example.org>"),
    )
    language = forms.ChoiceField(label=_("Language of the letter to other people"), choices=office_languages)


class LineForm(forms.Form):
    """Somebody who came without being on the list."""

    name = CleanCharField(label=_("Name"), max_length=150)
    organisation_name = CleanCharField(label=_("Organisation or group"), max_length=200, required=False)
    stakeholder = forms.ChoiceField(label=_("For whom they come"), choices=STAKEHOLDERS, required=False)
    state = forms.ChoiceField(
        label=_("Attendance"),
        choices=[("present", _("Present")), ("online", _("Present online")), ("excused", _("Excused"))],
    )
