"""The texts of a call in one language, each below its original."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ponte.core.forms import CleanTextField
from ponte.core.wording_form import LABELS, TO_CONFIRM
from ponte.fund.queries.call_texts import Box

SHORT = frozenset({"title", "name", "label", "help", "note"})
MOST = {"title": 200, "summary": 1000, "name": 150, "label": 150, "help": 500, "note": 500}


class CallTextsForm(forms.Form):
    """A box for each text; what needs a look can be confirmed as it is."""

    def __init__(self, *args: Any, boxes: list[Box], **options: Any) -> None:
        super().__init__(*args, **options)
        self.boxes = boxes
        for box in boxes:
            self.fields[box.key] = CleanTextField(
                label=box.label,
                initial=box.text,
                max_length=MOST.get(box.field, 8000),
                required=False,
                widget=forms.Textarea(attrs={"rows": 1 if box.field in SHORT else 4}),
            )
            if box.state in TO_CONFIRM:
                self.fields[f"{box.key}-ok"] = forms.BooleanField(
                    label=_("I have read it: this text is right"), required=False
                )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each text with its original, its state and its box."""
        return [
            {
                "box": box,
                "state": LABELS[box.state],
                "field": self[box.key],
                "ok": self[f"{box.key}-ok"] if f"{box.key}-ok" in self.fields else None,
            }
            for box in self.boxes
        ]

    @property
    def changed(self) -> list[tuple[Box, str]]:
        """What is new, and what somebody confirmed."""
        data = self.cleaned_data
        return [
            (box, data[box.key])
            for box in self.boxes
            if data[box.key] != box.text or data.get(f"{box.key}-ok")
        ]
