"""Who does the work together with the applicant."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField, CleanTextField
from ponte.fund.forms.about import KnownHost, country_choices
from ponte.fund.models import Partner
from ponte.fund.models.vocabulary import PartnerKind
from ponte.map.models import Organisation

COLUMNS = ("name", "kind", "country", "town", "does", "has_agreed")


class PartnerForm(forms.Form):
    """By name; who stands in the directory is found there again."""

    there_now: Sequence[tuple[str, str]] = ()  # what is stored where somebody else was quicker

    name = CleanCharField(label=_("Name"), max_length=300)
    kind = forms.ChoiceField(label=_("What it is"), choices=[("", _("Choose one")), *PartnerKind.choices])
    country = forms.ChoiceField(label=_("Country"))
    town = CleanCharField(label=_("Town or region"), max_length=120, required=False)
    does = CleanTextField(label=_("What it does in the project"), max_length=500)
    has_agreed = forms.BooleanField(
        label=_("They have agreed"),
        required=False,
        help_text=_("You can tick this later, before you send the application."),
    )

    def __init__(
        self, *args: Any, scope: "QuerySet[Organisation]", partner: Partner | None = None, **options: Any
    ) -> None:
        known: dict[str, Any] = {name: getattr(partner, name) for name in COLUMNS} if partner else {}
        if partner and partner.organisation:
            known["organisation"] = partner.organisation.reference
        super().__init__(*args, **options | {"initial": known})
        self.fields["country"].choices = country_choices([])  # type: ignore[attr-defined]
        self.fields["organisation"] = KnownHost(
            scope=scope,
            label=_("In the directory"),
            max_length=300,
            required=False,
            help_text=_(
                "If it is in the directory: its reference, or its name exactly as it is written there."
            ),
        )

    @property
    def values(self) -> dict[str, Any]:
        """The columns of a partner."""
        return {name: self.cleaned_data[name] for name in (*COLUMNS, "organisation")}
