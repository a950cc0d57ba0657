"""What the office writes down of stakeholders."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.accounts.forms.lists import ListField, country_code, shown_country
from ponte.accounts.models import Person
from ponte.accounts.queries import people_of_the_office
from ponte.core.text import clean
from ponte.map.forms.contact import clean_contact
from ponte.map.forms.profile import comfortable
from ponte.map.forms.reference import ReferenceOf
from ponte.map.models import Relation, Stakeholder
from ponte.map.models.vocabulary import ContactKind, StakeholderKind
from ponte.map.queries.stakeholders import Wanted


def office_people() -> "QuerySet[Person]":
    """Who can be a focal person: somebody of the office whose account is open."""
    return people_of_the_office().filter(is_active=True)


class StakeholderForm(forms.ModelForm):
    """One stakeholder. Valid data is read as `cleaned_data`; nothing is saved here."""

    countries = ListField(
        label=_("Countries they matter for"),
        max_length=2000,
        required=False,
        help_text=_("With commas between."),
        find=country_code,
        show=shown_country,
        unknown=_("We do not know the country “%(typed)s”. Write its name or its three letters, like ITA."),
    )

    class Meta:
        model = Stakeholder
        fields = (
            *("name", "kind", "countries", "cares_about", "interest", "influence", "focal_person"),
            *("contact_person", "position", "email", "phone", "website", "organisation", "is_past"),
        )
        formfield_callback = comfortable

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["kind"]).choices = [("", _("Choose")), *StakeholderKind.choices]
        cast(forms.ModelChoiceField, self.fields["focal_person"]).queryset = office_people()
        self.fields["organisation"] = ReferenceOf(
            label=_("In the directory as"),
            required=False,
            help_text=_("The reference of its page here, if it is one of ours."),
        )
        self.order_fields(self.Meta.fields)

    def clean_phone(self) -> str:
        """The number in the international way."""
        raw = self.cleaned_data["phone"]
        return clean_contact(ContactKind.PHONE, raw) if raw else ""


class RelationForm(forms.ModelForm):
    """One encounter."""

    class Meta:
        model = Relation
        fields = ("on", "how", "text", "next_step", "next_on")
        formfield_callback = comfortable

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        """Nobody met in the future, and a date needs something to do."""
        data = super().clean() or {}
        if data.get("on") and data["on"] > timezone.localdate():
            self.add_error("on", _("This day has not come yet. Write what is planned as the next step."))
        if data.get("next_on") and not data.get("next_step"):
            self.add_error("next_step", _("Say what is to be done until that day."))
        return data


def read_wanted(query: QueryDict) -> Wanted:
    """What an address asks for; what makes no sense in it is left out."""
    kind = query.get("kind", "")
    return Wanted(
        text=clean(query.get("q", ""))[:200],
        kind=kind if kind in StakeholderKind.values else "",
        interest=weight(query.get("interest", "")),
        influence=weight(query.get("influence", "")),
        mine=query.get("mine") == "1",
        past=query.get("past") == "1",
    )


def weight(raw: str) -> int | None:
    """1 to 3, or nothing."""
    return int(raw) if raw in ("1", "2", "3") else None


def address_of(wanted: Wanted, **other: Any) -> str:
    """The query string of this list, with some parts replaced."""
    query = QueryDict(mutable=True)
    parts = {
        "q": wanted.text,
        "kind": wanted.kind,
        "interest": wanted.interest,
        "influence": wanted.influence,
        "mine": 1 if wanted.mine else "",
        "past": 1 if wanted.past else "",
    } | other
    for name, value in parts.items():
        if value:
            query[name] = str(value)
    return query.urlencode()
