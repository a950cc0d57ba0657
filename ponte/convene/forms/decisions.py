"""What is asked about decisions and actions."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.accounts.models import Person, Role
from ponte.convene.models.agenda_item import AgendaItem
from ponte.convene.models.decision import Decision, DecisionState, Reached
from ponte.convene.models.delegate import Delegate
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.seat import Seat
from ponte.convene.models.table import Table
from ponte.convene.models.vocabulary import SeatState, TableVisibility
from ponte.core import languages
from ponte.core.forms import CleanCharField, CleanTextField, WebAddressField

ORGANISATION, DELEGATE, PERSON = "organisation", "delegate", "person"


def day(label: Any, **options: Any) -> forms.DateField:
    """An optional day."""
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}), **options
    )


class _AtTable(forms.Form):
    """Something that belongs to a table, and perhaps to a meeting and an item of its agenda."""

    def __init__(self, *args: Any, table: Table, meeting: Meeting | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.table, self.meeting = table, meeting
        items = AgendaItem.objects.filter(meeting=meeting).order_by("position") if meeting else ()
        if "item" in self.fields:
            choices = [("", "—"), *((str(row.pk), row.title) for row in items)]
            self.fields["item"].choices = choices  # type: ignore[attr-defined]
        codes = list(dict.fromkeys([*table.languages, table.name_language or "en", "en"]))
        named = [(code, languages.own_name(code)) for code in codes]
        self.fields["language"].choices = named  # type: ignore[attr-defined]

    def clean_item(self) -> int | None:
        """The number of the item."""
        return int(self.cleaned_data["item"]) if self.cleaned_data["item"] else None


class DecisionForm(_AtTable):
    """One decision."""

    title = CleanCharField(label=pgettext_lazy("of a decision", "In one line"), max_length=200)
    text = CleanTextField(
        label=_("The whole text"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    language = forms.ChoiceField(label=_("Language"))
    item = forms.ChoiceField(label=_("Item of the agenda"), required=False)
    reached = forms.ChoiceField(label=_("How it was reached"), choices=Reached.choices)
    votes_for = forms.IntegerField(label=_("In favour"), min_value=0, max_value=1_000_000, required=False)
    votes_against = forms.IntegerField(label=_("Against"), min_value=0, max_value=1_000_000, required=False)
    votes_abstained = forms.IntegerField(
        label=_("Abstained"), min_value=0, max_value=1_000_000, required=False
    )
    dissent = CleanTextField(
        label=_("Who did not agree, and why"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    review_on = day(_("Look at it again on"))
    visibility = forms.ChoiceField(label=_("Who may see it"), choices=TableVisibility.choices)
    supersedes = forms.ModelChoiceField(
        label=_("Replaces"), queryset=Decision.objects.none(), required=False, empty_label="—"
    )
    is_taken = forms.BooleanField(
        label=_("It was taken: give it its number now"), required=False, initial=True
    )

    def __init__(self, *args: Any, decision: Decision | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Decision.objects.filter(table=self.table, state=DecisionState.TAKEN).select_related("table")
        if decision is not None:
            rows = rows.exclude(pk=decision.pk)
            del self.fields["is_taken"]
        self.fields["supersedes"].queryset = rows  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        data = {**self.cleaned_data}
        data.pop("is_taken", None)
        data.pop("text")
        data["item_id"] = data.pop("item")
        return data


class ActionForm(_AtTable):
    """One action with one owner."""

    title = CleanCharField(label=_("What has to be done"), max_length=300)
    language = forms.ChoiceField(label=_("Language"))
    owner = forms.ChoiceField(
        label=_("Who does it"),
        help_text=_("One owner: an organisation or one person, with an account or not."),
    )
    item = forms.ChoiceField(label=_("Item of the agenda"), required=False)
    decision = forms.ModelChoiceField(
        label=_("Follows from the decision"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label="—",
    )
    not_before = day(_("Not before"), help_text=_("It stays off the agenda until then."))
    due_on = day(_("Until"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Decision.objects.filter(table=self.table, state=DecisionState.TAKEN).select_related("table")
        self.fields["decision"].queryset = rows  # type: ignore[attr-defined]
        self.fields["owner"].choices = owners_at(self.table)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        data = {**self.cleaned_data}
        data["item_id"] = data.pop("item")
        kind, _dot, key = data.pop("owner").partition("-")
        owners = {f"owner_{each}_id": None for each in (ORGANISATION, DELEGATE, PERSON)}
        return data | owners | {f"owner_{kind}_id": int(key)}


def owners_at(table: Table) -> list[tuple[str, list[tuple[str, str]]]]:
    """Organisations of the table, their delegates, and who convenes."""
    seats = Seat.objects.filter(table=table, state=SeatState.TAKEN).select_related("organisation")
    people = Delegate.objects.filter(seat__in=seats, ended_at=None).select_related("seat__organisation")
    groups = [
        (
            str(_("Organisations")),
            [(f"{ORGANISATION}-{row.organisation_id}", str(row.organisation)) for row in seats],
        ),
        (
            str(_("Delegates")),
            [(f"{DELEGATE}-{row.pk}", f"{row} – {row.seat.organisation}") for row in people],
        ),
        (str(_("The office")), [(f"{PERSON}-{row.pk}", str(row)) for row in conveners(table)]),
    ]
    return [group for group in groups if group[1]]


def conveners(table: Table) -> list[Any]:
    """People of the office who convene, and the facilitator of the table."""
    convening = Q(office_roles__role__in=[Role.ADMINISTRATOR, Role.FACILITATOR]) | Q(pk=table.facilitator_id)
    return list(Person.objects.filter(convening, is_active=True).distinct().order_by("name", "pk"))


class ReportForm(forms.Form):
    """What was done, and what shows it."""

    text = CleanTextField(
        label=_("What was done"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One sentence is enough."),
    )
    url = WebAddressField(label=_("Web address that shows it"), max_length=500, required=False)
    upload = forms.FileField(
        label=_("File that shows it"), required=False, help_text=_("PDF or a picture, up to 10 MB.")
    )
