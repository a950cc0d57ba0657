"""What stands in the row of an application: about the project, where, when, who holds the money."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import languages, places
from ponte.core.forms import CleanCharField, CleanTextField
from ponte.fund.forms.amounts import AmountField
from ponte.fund.models import Application, Call
from ponte.fund.queries.checklist import GIVES_MONEY, has_budget
from ponte.map.forms.affiliation import KnownOrganisation
from ponte.map.forms.identifier import date_field
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import Sector

COLUMNS = ("title", "summary", "sector", "country", "starts_on", "ends_on", "language")


def language_choices(call: Call) -> list[tuple[str, str]]:
    """The languages a call takes, by their own names."""
    codes = call.languages or [code for code, _name in settings.LANGUAGES]
    return [(code, languages.own_name(code)) for code in codes]


def country_choices(codes: list[str]) -> list[tuple[str, Any]]:
    """These countries, or all of them."""
    known = codes or list(places.countries())
    return [("", _("Choose a country")), *places.sorted_by_name(known, get_language() or "en")]


class KnownHost(KnownOrganisation):
    """An organisation of the register, or none."""

    def clean(self, value: Any) -> Any:
        """The one meant, or None."""
        return super().clean(value) if value else None


class AboutForm(forms.Form):
    """A draft may leave everything open; what is missing is told on its page."""

    there_now: Sequence[tuple[str, str]] = ()  # what is stored where somebody else was quicker

    title = CleanCharField(label=_("Title of the project"), max_length=200, required=False)
    summary = CleanTextField(
        label=_("In short"),
        max_length=1000,
        required=False,
        help_text=_(
            "What you want to do, with whom, and what will be different. It may be published if you win."
        ),
    )

    def __init__(
        self, *args: Any, application: Application, hosts: "QuerySet[Organisation]", **options: Any
    ) -> None:
        known = {name: getattr(application, name) for name in COLUMNS}
        known["host"] = application.host.reference if application.host else ""
        options["initial"] = known | {"asked_minor": application.asked_minor}
        super().__init__(*args, **options)
        self.application, call = application, application.call
        sectors = [(code, name) for code, name in Sector.choices if not call.sectors or code in call.sectors]
        self.fields["sector"] = forms.ChoiceField(
            label=_("Main sector"), choices=[("", _("Choose one")), *sectors], required=False
        )
        self.fields["country"] = forms.ChoiceField(
            label=_("Where the work happens"), choices=country_choices(list(call.origins)), required=False
        )
        self.fields["starts_on"], self.fields["ends_on"] = date_field(_("From")), date_field(_("Until"))
        if self.asks_for_amount:
            label = str(_("How much you ask for, in %(currency)s")) % {"currency": call.currency}
            self.fields["asked_minor"] = AmountField(currency=call.currency, label=label, required=False)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language in which you write"), choices=language_choices(call)
        )
        self.fields["host"] = KnownHost(
            scope=hosts,
            label=_("Fiscal host"),
            max_length=300,
            required=False,
            help_text=_(
                "Takes the money for a group that has no account of its own. "
                "Its reference in the directory, or its name exactly as it is written there."
            ),
        )

    @property
    def asks_for_amount(self) -> bool:
        """Money is given, and no table of costs says how much."""
        return self.application.call.instrument in GIVES_MONEY and not has_budget(self.application)

    def clean(self) -> dict[str, Any]:
        """Rules between fields."""
        data = super().clean() or {}
        begins, ends = data.get("starts_on"), data.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("It ends before it begins. Check the two dates."))
        if data.get("host") == self.application.organisation:
            self.add_error(
                "host", _("This is the organisation that applies. Name another one, or leave it empty.")
            )
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the row."""
        names = (*COLUMNS, "host", *(["asked_minor"] if self.asks_for_amount else []))
        return {name: self.cleaned_data[name] for name in names}
