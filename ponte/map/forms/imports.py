"""Uploading a list and saying what its columns are."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField
from ponte.map.forms.import_columns import suggested_columns, targets
from ponte.map.models.vocabulary import Consent, Visibility


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("Your list"),
        help_text=_(
            "CSV or XLSX, up to 10 MB. The first row has the names of the columns. Only a name is needed."
        ),
    )


class ColumnsForm(forms.Form):
    """What each column is, and what holds for the whole list."""

    visibility = forms.ChoiceField(
        label=_("Who may see these organisations"), choices=Visibility.choices, initial=Visibility.OFFICE
    )
    source = CleanCharField(label=_("Source"), max_length=300, help_text=_("Where this list comes from."))
    consent = forms.ChoiceField(
        label=_("Consent to be listed"), choices=Consent.choices, initial=Consent.NOT_ASKED
    )
    keep_as = CleanCharField(
        label=_("Remember these columns as"),
        max_length=100,
        required=False,
        help_text=_("A name, to use the same choices for the next list. Leave empty if you do not need it."),
    )

    def __init__(self, *args: Any, header: Sequence[str], known: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.header = [heading for heading in header if heading]
        guessed = suggested_columns(self.header, {}) | known
        choices = [("", _("Leave out")), *((target.name, target.label) for target in targets().values())]
        for place, heading in enumerate(self.header):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=guessed.get(heading, "")
            )

    def clean(self) -> dict[str, Any]:
        """One column has to be the name; a single value cannot come from two columns."""
        data = super().clean() or {}
        chosen = [name for name in self.columns.values() if name]
        if "name" not in chosen:
            raise forms.ValidationError(_("Say which column has the name of the organisation."))
        for place in range(len(self.header)):
            name = data.get(f"column_{place}")
            if name and not targets()[name].adds and chosen.count(name) > 1:
                self.add_error(f"column_{place}", _("Two columns are set to this. Choose one of them."))
        return data

    @property
    def columns(self) -> dict[str, str]:
        """{heading: field} as chosen."""
        chosen = {
            heading: self.cleaned_data.get(f"column_{place}", "") for place, heading in enumerate(self.header)
        }
        return {heading: name for heading, name in chosen.items() if name}

    @property
    def constants(self) -> dict[str, str]:
        """What holds for every new record."""
        return {name: self.cleaned_data[name] for name in ("visibility", "source", "consent")}

    @property
    def general(self) -> list[forms.BoundField]:
        """The fields about the whole list."""
        return [self[name] for name in ("source", "visibility", "consent", "keep_as")]

    @property
    def matched(self) -> list[forms.BoundField]:
        """The fields about single columns."""
        return [self[f"column_{place}"] for place in range(len(self.header))]
