"""Giving a paper to the office, and saying that it was checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField
from ponte.map.forms.identifier import date_field
from ponte.map.models.vocabulary import DocumentKind


class DocumentForm(forms.Form):
    """One paper."""

    kind = forms.ChoiceField(label=_("What this paper is"), choices=DocumentKind.choices)
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF or a picture, up to 10 MB. Please no identity cards: the office does not need copies."
        ),
    )
    title = CleanCharField(label=_("Title"), max_length=200, required=False)
    issued_on = date_field(_("Date on the paper"))
    ends_on = date_field(_("Good until"))

    def clean(self) -> dict[str, Any]:
        """A paper cannot end before it was made."""
        data = super().clean() or {}
        if data.get("issued_on") and data.get("ends_on") and data["ends_on"] < data["issued_on"]:
            self.add_error("ends_on", _("This paper ends before it was made. Check the two dates."))
        return data


class CheckForm(forms.Form):
    """What the office saw."""

    note = CleanCharField(label=_("Note"), max_length=500, required=False)
    with_record = forms.BooleanField(
        label=_("The whole record counts as “documents checked”"), required=False
    )
