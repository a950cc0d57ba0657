"""How and when an applicant was told."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField
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
