"""Terms of an election, candidates, votes and proxies."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ponte.convene.models import Candidate, Delegate, Election, Elector, Mandate, Meeting
from ponte.convene.models.electing import How
from ponte.core.forms import CleanTextField
from ponte.map.forms.profile import comfortable

NONE = "none"


def moment(field: Any, **options: Any) -> forms.Field | None:
    """Moments with the browser's own picker, in the zone that the view has set; the rest as in the map."""
    if field.name == "closes_at":
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "dir": "ltr"})
        return cast(forms.Field, field.formfield(widget=widget, **options))
    return comfortable(field, **options)


class ElectionForm(forms.ModelForm):
    """What is elected, until when and under which terms. Valid data is read as `cleaned_data`; nothing is saved."""

    class Meta:
        model = Election
        fields = (
            *("role", "community", "words", "meeting", "closes_at", "mandate_until"),
            *("quorum", "proxies_per_holder"),
        )
        formfield_callback = moment

    def __init__(self, *args: Any, meetings: "QuerySet[Meeting]", zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField, self.fields["meeting"]).queryset = meetings
        self.fields["closes_at"].help_text = _("Time of %(zone)s.") % {"zone": zone}


class CandidateForm(forms.Form):
    """Who is put forward, and what they say."""

    statement = CleanTextField(
        label=_("What they say"),
        max_length=2000,
        required=False,
        help_text=_("They can change it when they agree."),
    )

    def __init__(self, *args: Any, delegates: "QuerySet[Delegate]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["delegate"] = NamedDelegate(delegates, label=_("Who"))
        self.order_fields(["delegate", "statement"])


class NamedDelegate(forms.ModelChoiceField):
    """A delegate with the organisation they act for."""

    def label_from_instance(self, delegate: Any) -> str:
        """Both names."""
        return f"{delegate.name} ({delegate.seat.organisation})"


class StatementForm(forms.Form):
    """What a candidate says of themself."""

    statement = CleanTextField(label=_("What you want to say"), max_length=2000, required=False)


class VoteForm(forms.Form):
    """One vote. The choice goes nowhere but into the box."""

    def __init__(
        self, *args: Any, candidates: "QuerySet[Candidate]", elector: Elector, **options: Any
    ) -> None:
        super().__init__(*args, **options | {"prefix": f"e{elector.pk}"})
        self.elector = elector
        named = [
            (str(row.pk), f"{row.delegate.name} ({row.delegate.seat.organisation})") for row in candidates
        ]
        self.fields["choice"] = forms.ChoiceField(
            label=_("Your vote"),
            choices=[*named, (NONE, _("None of them"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one of the candidates, or none of them.")},
        )

    @property
    def choice(self) -> int | None:
        """The candidate, or None for none of them."""
        chosen = self.cleaned_data["choice"]
        return None if chosen == NONE else int(chosen)


class MandateForm(forms.ModelForm):
    """Somebody chosen without a secret vote."""

    how = forms.ChoiceField(
        label=_("How chosen"),
        choices=[(How.CONSENSUS.value, How.CONSENSUS.label), (How.APPOINTMENT.value, How.APPOINTMENT.label)],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Mandate
        fields = ("role", "community", "delegate", "name", "how", "meeting", "words", "since", "until")
        formfield_callback = comfortable

    def __init__(
        self,
        *args: Any,
        delegates: "QuerySet[Delegate]",
        meetings: "QuerySet[Meeting]",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["delegate"] = NamedDelegate(delegates, label=_("Who"), required=False)
        self.fields["name"].required = False
        self.fields["name"].help_text = _("Only for somebody who acts for no member of the table.")
        cast(forms.ModelChoiceField, self.fields["meeting"]).queryset = meetings
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, Any]:
        """Somebody has to be named."""
        data = super().clean() or {}
        if not data.get("delegate") and not data.get("name"):
            self.add_error("delegate", _("Say who was chosen."))
        if data.get("until") and data.get("since") and data["until"] < data["since"]:
            self.add_error("until", _("This is before it begins."))
        return data

    def _post_clean(self) -> None:
        """The action checks the row as a whole: until then it has no table."""
