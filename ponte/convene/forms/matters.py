"""Terms of reference, matters, asks."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.accounts.queries import people_of_the_office
from ponte.convene.models import Ask, Matter, Meeting, Table, Terms
from ponte.map.forms.profile import comfortable, language_field
from ponte.map.models import Stakeholder
from ponte.plan.models import Engagement

TermsFields = forms.modelform_factory(
    Terms, fields=("language", "text", "note"), formfield_callback=comfortable
)
MatterForm = forms.modelform_factory(Matter, fields=("title", "text"), formfield_callback=comfortable)


class TermsForm(TermsFields):  # type: ignore[misc, valid-type]
    """The draft of a version."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"] = language_field(_("Language"))
        self.fields["language"].required = True
        self.fields["text"].widget.attrs["rows"] = 16


class AdoptForm(forms.Form):
    """When the members adopted it, and in which meeting."""

    on = forms.DateField(
        label=_("Adopted on"),
        initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, meetings: "QuerySet[Meeting]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["meeting"] = forms.ModelChoiceField(
            meetings, label=_("Adopted in the meeting"), required=False
        )


class AskForm(forms.ModelForm):
    """One ask."""

    class Meta:
        model = Ask
        fields = (
            *("stakeholder", "title", "text", "table", "shown_as", "engagement", "liaison"),
            *("remind_on", "escalate_on"),
        )
        formfield_callback = comfortable

    def __init__(
        self, *args: Any, tables: "QuerySet[Table]", engagements: "QuerySet[Engagement]", **options: Any
    ) -> None:
        super().__init__(*args, **options)
        current = Stakeholder.objects.filter(is_past=False).order_by("sort_name", "pk")
        cast(forms.ModelChoiceField, self.fields["stakeholder"]).queryset = current
        cast(forms.ModelChoiceField, self.fields["table"]).queryset = tables
        cast(forms.ModelChoiceField, self.fields["engagement"]).queryset = engagements
        office = people_of_the_office().filter(is_active=True)
        cast(forms.ModelChoiceField, self.fields["liaison"]).queryset = office

    def clean(self) -> dict[str, Any]:
        """First one reminds, then one goes higher."""
        data = super().clean() or {}
        if data.get("remind_on") and data.get("escalate_on") and data["escalate_on"] < data["remind_on"]:
            self.add_error("escalate_on", _("This is before the reminder."))
        return data
