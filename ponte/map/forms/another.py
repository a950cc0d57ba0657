"""The word of somebody who looked at likely duplicates: it is another one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AnotherForm(forms.Form):
    """`shown` keeps whom the page showed, so that nobody confirms what they have not seen."""

    shown = forms.CharField(widget=forms.HiddenInput)
    is_another = forms.BooleanField(
        label=_("It is none of these: it is another one"),
        error_messages={"required": _("Open the record that is the same, or tick that it is another one.")},
    )

    def __init__(self, *args: Any, like: set[str], **options: Any) -> None:
        """`like`: references of the records that are likely the same."""
        super().__init__(*args, **options)
        self.like = like
        self.initial["shown"] = " ".join(sorted(like))

    def clean(self) -> dict[str, Any]:
        """Ask again when somebody else has come to be alike meanwhile."""
        data = super().clean() or {}
        if not self.like <= set(str(data.get("shown", "")).split()):
            self.data = {"shown": self.initial["shown"]}
            self.add_error("is_another", _("Another record is like this one. Look at it first."))
        return data
