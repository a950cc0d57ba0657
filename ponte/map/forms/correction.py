"""What is wrong with a record, and how the office answers."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField, CleanTextField
from ponte.map.forms.profile import comfortable
from ponte.map.models import Correction
from ponte.map.queries.record import own_field

# What everybody sees of a record and can be said in one line each; anything else is told in words.
FIELDS = ("name", "communities", "services", "founded_year")


class CorrectionForm(forms.Form):
    """Only what should be different is written; everything else stays."""

    text = CleanTextField(
        label=_("What is wrong, and what is right?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Places, ways to reach them, or anything else. Please write nothing secret here."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in FIELDS:
            if field := comfortable(own_field(name), required=False, help_text="", initial=None):
                known = own_field(name).validators
                field.validators += [check for check in known if not isinstance(check, MaxLengthValidator)]
                self.fields[name] = field
        self.order_fields([*FIELDS, "text"])

    def clean(self) -> dict[str, Any]:
        """Nothing at all helps nobody."""
        data = super().clean() or {}
        if not self.errors and not data.get("text") and not self.values_in(data):
            raise forms.ValidationError(_("Write what is wrong: in one of the fields, or in your own words."))
        return data

    def values_in(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What should be different, as record values."""
        return {name: data[name] for name in FIELDS if data.get(name) not in (None, "")}

    @property
    def values(self) -> dict[str, Any]:
        """The same, of the cleaned form."""
        return self.values_in(self.cleaned_data)


class StrangersForm(CorrectionForm):
    """Anybody may say it, and is answered when they leave an address."""

    sender_name = CleanCharField(label=_("Your name"), max_length=150, required=False)
    sender_email = forms.EmailField(
        label=_("Your e-mail"), required=False, help_text=_("Only if you want an answer.")
    )


class AnswerForm(forms.Form):
    """What of a correction goes into the record, and what is said to who sent it."""

    fields_taken = forms.MultipleChoiceField(
        label=_("Take into the record"), required=False, widget=forms.CheckboxSelectMultiple
    )
    answer = CleanTextField(
        label=_("Your answer"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They read it in the mail. To decline, say why."),
    )

    def __init__(self, *args: Any, correction: Correction, **options: Any) -> None:
        options["initial"] = {"fields_taken": list(correction.values)}
        super().__init__(*args, **options)
        if correction.values:
            self.fields["fields_taken"].choices = [  # type: ignore[attr-defined]
                (name, own_field(name).verbose_name) for name in correction.values
            ]
        else:
            del self.fields["fields_taken"]
