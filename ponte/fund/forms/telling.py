"""How and when an applicant was told."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField
from ponte.core.refusal import Refused
from ponte.fund.actions.telling import refuse_day
from ponte.fund.models import Verdict
from ponte.fund.models.vocabulary import Telling


class TellingForm(forms.Form):
    """What the office writes down afterwards."""

    how = forms.ChoiceField(label=_("How they were told"), choices=Telling.choices, widget=forms.RadioSelect)
    on = forms.DateField(
        label=_("On which day"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    note = CleanCharField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_(
            "To whom you spoke, for example. The applicant can read it in the history of the application."
        ),
    )

    def __init__(self, *args: Any, verdict: Verdict, **options: Any) -> None:
        super().__init__(*args, **options)
        self.verdict = verdict

    def clean_on(self) -> date:
        """A day on which they can have been told."""
        on: date = self.cleaned_data["on"]
        try:
            refuse_day(on, self.verdict)
        except Refused as why:
            raise ValidationError(str(why)) from None
        return on
