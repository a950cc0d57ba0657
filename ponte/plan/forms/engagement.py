"""What is written down of an engagement."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.accounts.forms.lists import ListField, country_code, shown_country
from ponte.accounts.queries import people_of_the_office
from ponte.core.forms import CleanCharField
from ponte.map.forms.profile import comfortable, language_field
from ponte.map.forms.reference import ReferenceOf
from ponte.map.models import Stakeholder
from ponte.plan.models import (
    Engagement,
    EngagementRole,
    ExitCriterion,
    Finding,
    MessageDraft,
    Party,
    UnplannedEffect,
)

MOST_TOWNS = 20
UNKNOWN = _("We do not know the country “%(typed)s”. Write its name or its three letters, like ITA.")


def countries(label: Any, help_text: Any = "") -> ListField:
    """Several countries by their names."""
    return ListField(
        label=label,
        max_length=2000,
        required=False,
        help_text=help_text or _("With commas between."),
        find=country_code,
        show=shown_country,
        unknown=UNKNOWN,
    )


class TownsField(CleanCharField):
    """Towns with commas between."""

    def prepare_value(self, value: Any) -> Any:
        """One line."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Each once, in the order given."""
        typed = (super().clean(value) or "").replace(";", ",").replace("،", ",").split(",")
        found = list(dict.fromkeys(town.strip()[:150] for town in typed if town.strip()))
        if len(found) > MOST_TOWNS:
            raise forms.ValidationError(_("Twenty towns at most. Add the others later, one table at a time."))
        return found


class EngagementForm(forms.ModelForm):
    """One engagement. Valid data is read as `cleaned_data`; nothing is saved here."""

    origins = countries(_("Countries of origin"))
    residences = countries(_("Countries of residence"))

    class Meta:
        model = Engagement
        fields = (
            *("name", "name_language", "occasion", "origins", "residences", "phases", "objectives"),
            *("triggers", "needs", "owner", "starts_on", "ends_on", "visibility", "is_template"),
            *("hand_over_plan", "successor", "successor_note"),
        )
        formfield_callback = comfortable

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name_language"] = language_field(_("Language of the name"))
        self.fields["name_language"].initial = get_language() or "en"
        if "owner" in self.fields:
            owners = people_of_the_office().filter(is_active=True)
            cast(forms.ModelChoiceField, self.fields["owner"]).queryset = owners
        if "successor" in self.fields:
            self.fields["successor"] = ReferenceOf(
                label=_("Body that goes on"),
                required=False,
                help_text=_("The reference of its page here, if it is one of ours."),
            )
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        data = super().clean() or {}
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("This is before it begins."))
        return data


class BeginForm(EngagementForm):
    """The few answers with which an engagement begins; the template brings the rest."""

    localities = TownsField(
        label=_("Towns with a table of their own"),
        max_length=2000,
        required=False,
        help_text=_("With commas between, for example: Torino, Milano, Napoli."),
    )

    class Meta(EngagementForm.Meta):
        fields = (  # type: ignore[assignment]
            *("name", "name_language", "occasion", "origins", "residences", "phases"),
            *("owner", "starts_on"),
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(
            ["name", "name_language", "occasion", "origins", "residences", "localities", "phases"]
        )


def part_form(model: Any, *fields: str) -> Any:
    """The form of a part of an engagement; the action checks the row as a whole."""
    return forms.modelform_factory(model, fields=fields, formfield_callback=comfortable)


FindingForm = part_form(Finding, "text", "source", "source_url", "on")
EffectForm = part_form(UnplannedEffect, "on", "kind", "text", "source")
RoleForm = part_form(EngagementRole, "title", "duties", "person")
DraftForm = part_form(MessageDraft, "subject", "text")


class CriterionForm(part_form(ExitCriterion, "text", "state", "evidence")):  # type: ignore[misc]
    """A condition for leaving; what is met can be seen."""

    def clean(self) -> dict[str, Any]:
        """Nobody has to believe it."""
        data = super().clean() or {}
        if data.get("state") == "met" and not data.get("evidence"):
            self.add_error("evidence", _("Say how one can see that it is met."))
        return dict(data)


class PartyForm(part_form(Party, "stakeholder", "part")):  # type: ignore[misc]
    """One of the office's stakeholders that is not on the list yet."""

    def __init__(self, *args: Any, scope: "QuerySet[Stakeholder]", **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField, self.fields["stakeholder"]).queryset = scope
