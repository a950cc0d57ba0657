"""What is written down of a table."""

from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.accounts.forms.lists import country_code, shown_country
from ponte.accounts.models import Person
from ponte.accounts.queries import people_of_the_office
from ponte.convene.models import Table
from ponte.core.forms import CleanCharField, CleanTextField
from ponte.map.forms.profile import comfortable, language_field
from ponte.plan.models import Engagement


def zones() -> list[tuple[str, str]]:
    """Every time zone of a place."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name]


class CountryField(CleanCharField):
    """One country, by name or code."""

    def prepare_value(self, value: Any) -> Any:
        """Its name in the reader's language."""
        return shown_country(value) if isinstance(value, str) and len(value) == 3 else value

    def clean(self, value: Any) -> str:
        """Its code."""
        typed = super().clean(value)
        code = country_code(typed) if typed else ""
        if code is None:
            raise forms.ValidationError(
                _("We do not know the country “%(typed)s”. Write its name or its three letters, like ITA.")
                % {"typed": typed}
            )
        return code


class TableForm(forms.ModelForm):
    """One table. Valid data is read as `values` and `purpose`; nothing is saved here."""

    purpose = CleanTextField(
        label=_("What it is for"),
        max_length=4000,
        required=False,
        help_text=_("In the language of the name."),
    )
    area = CountryField(label=_("Country"), max_length=100, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones)

    class Meta:
        model = Table
        fields = (
            *("name", "name_language", "kind", "parent", "engagement", "area", "locality", "time_zone"),
            *("languages", "frequency", "channels", "membership_rules", "visibility", "by_link"),
            *("facilitator", "duties", "hand_over_on"),
        )
        formfield_callback = comfortable
        widgets = {"visibility": forms.RadioSelect}

    def __init__(
        self,
        *args: Any,
        tables: "QuerySet[Table]",
        engagements: "QuerySet[Engagement]",
        people: "QuerySet[Person]",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["name_language"] = language_field(_("Language of the name"))
        self.fields["name_language"].initial = get_language() or "en"
        cast(forms.ModelChoiceField, self.fields["parent"]).queryset = tables.exclude(pk=self.instance.pk)
        cast(forms.ModelChoiceField, self.fields["engagement"]).queryset = engagements
        cast(forms.ModelChoiceField, self.fields["facilitator"]).queryset = people
        self.order_fields(["name", "name_language", "purpose", *self.Meta.fields[2:]])

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned values, without the purpose, which is a text in languages."""
        return {name: value for name, value in self.cleaned_data.items() if name != "purpose"}


def who_may_facilitate(table: Table | None) -> "QuerySet[Person]":
    """People of the office, and delegates of the table who have an account: it is to go into their hands."""
    office = people_of_the_office().filter(is_active=True)
    if table is None:
        return office
    own = table.seats.filter(delegates__ended_at=None).order_by().values("delegates__account")
    ids = [*office.order_by().values_list("pk", flat=True), *own.values_list("delegates__account", flat=True)]
    return Person.objects.filter(pk__in=[key for key in ids if key], is_active=True).order_by("name", "pk")
