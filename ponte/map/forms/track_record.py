"""A line of a track record, as the office writes it."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import money
from ponte.core.forms import CleanCharField
from ponte.core.models import Office
from ponte.map.forms.identifier import date_field
from ponte.map.forms.profile import comfortable
from ponte.map.models import Organisation, OrganisationDocument, TrackRecord
from ponte.map.models.track_record import TrackKind

FIELDS = ("kind", "title", "role", "starts_on", "ends_on", "source", "source_url", "evidence", "is_public")


def currencies() -> list[tuple[str, str]]:
    """Those of the office."""
    office = Office.current()
    return [(code, code) for code in (office.currencies if office else [])]


class TrackRecordForm(forms.ModelForm):
    """The amount is typed as people of the reader's language write it."""

    amount = CleanCharField(label=_("Amount"), max_length=30, required=False)
    currency = forms.ChoiceField(label=_("Currency"), required=False)

    field_order = [
        "kind",
        "title",
        "role",
        "starts_on",
        "ends_on",
        "amount",
        "currency",
        "source",
        "source_url",
        "evidence",
        "is_public",
    ]

    class Meta:
        model = TrackRecord
        fields = FIELDS
        formfield_callback = comfortable

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        known: Any = self.instance.amount
        kept = [(known.currency, known.currency)] if known else []
        self.fields["currency"].choices = list(dict.fromkeys([*kept, *currencies()]))  # type: ignore[attr-defined]
        if known:
            typed = money.typed(known, get_language() or "en")
            self.initial.update(amount=typed, currency=known.currency)
        self.fields["kind"] = forms.ChoiceField(label=_("What it was"), choices=TrackKind.choices)
        self.fields["starts_on"] = date_field(_("From"))
        self.fields["ends_on"] = date_field(_("Until"))
        self.fields["evidence"] = forms.ModelChoiceField(
            OrganisationDocument.objects.filter(organisation=organisation).order_by("kind", "pk"),
            label=_("Paper that proves it"),
            required=False,
            empty_label=_("No paper"),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Rules between fields."""
        data = super().clean() or {}
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("It ends before it begins. Check the two dates."))
        data["money"] = None
        if data.get("amount") and not data.get("currency"):
            self.add_error("currency", _("Choose the currency of the amount."))
        elif data.get("amount"):
            try:
                data["money"] = money.parse(data["amount"], data["currency"], get_language() or "en")
            except forms.ValidationError as error:
                self.add_error("amount", error)
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """The cleaned form as facts of a line."""
        return {name: self.cleaned_data[name] for name in FIELDS} | {"amount": self.cleaned_data["money"]}
