"""What somebody writes who claims an organisation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ponte.core import references
from ponte.core.forms import CleanCharField, CleanTextField
from ponte.map.actions import claim_codes


class SeveralFiles(forms.ClearableFileInput):
    """A control that takes more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=SeveralFiles(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.webp"}), **options)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file by itself."""
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(FilesField, self).clean(file, initial) for file in given]
        return [file for file in cleaned if file]


class ClaimForm(forms.Form):
    """Why the office should believe it. One of the three ways is enough."""

    position = CleanCharField(label=_("What you do there"), max_length=150)
    statement = CleanTextField(
        label=_("How the office can see that it is true"),
        required=False,
        max_length=4000,
        help_text=_("For example who knows you there, or a page that names you."),
    )
    evidence = FilesField(
        label=_("Papers"),
        required=False,
        help_text=_("A picture or a PDF, for example minutes that name the board. At most five."),
    )
    ask_address = forms.BooleanField(
        label=_("Send a mail to the address the office has of the organisation, if it has one"),
        required=False,
        help_text=_("Whoever reads it there can confirm. You are not shown the address."),
    )

    def clean(self) -> dict[str, Any]:
        """Something has to be shown."""
        data = super().clean() or {}
        if "statement" in self.errors or "evidence" in self.errors:
            return data
        if not (data.get("statement") or data.get("evidence") or data.get("ask_address")):
            self.add_error("statement", _("Write something, add a paper, or let us send a mail."))
        return data


class CodeForm(forms.Form):
    """The two things printed on the slip."""

    reference = CleanCharField(label=_("Reference of the organisation"), max_length=40)
    code = CleanCharField(
        label=_("Code on the slip"), max_length=40, help_text=_("Three groups of four letters and digits.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs |= {
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }

    def clean_reference(self) -> str:
        """The reference as it is kept."""
        text = self.cleaned_data["reference"]
        if not references.is_valid(text):
            raise forms.ValidationError(_("This reference has a typing mistake. Compare it with the slip."))
        return references.normalise(text)

    def clean_code(self) -> str:
        """A code that can be one."""
        code: str = self.cleaned_data["code"]
        if not claim_codes.looks_right(code):
            raise forms.ValidationError(_("This code has a typing mistake. Compare it with the slip."))
        return code
