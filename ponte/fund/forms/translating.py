"""A box for the translation of each text of an application, with the marks of what the window knows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ponte.core.forms import CleanCharField, CleanTextField
from ponte.core.wording_form import LABELS, TO_CONFIRM
from ponte.fund.actions.translating import Typed
from ponte.fund.queries.translating import Line

MOST_OF_TITLE, MOST = 300, 20_000
TEXT, SEEN, RIGHT = "text-", "seen-", "right-"


def rows_for(line: Line) -> int:
    """As high as the original is, more or less."""
    return min(14, 3 + len(line.original) // 70) if line.is_long else 2


class TranslationForm(forms.Form):
    """`text-x` is what is written, `seen-x` what the page showed, `right-x` says that somebody read it."""

    def __init__(self, *args: Any, lines: Sequence[Line], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        for line in lines:
            kind = CleanTextField if line.is_long else CleanCharField
            self.fields[TEXT + line.key] = kind(
                label=line.label,
                help_text=LABELS[line.state],
                initial=line.text,
                max_length=MOST_OF_TITLE if line.key == "title" else MOST,
                required=False,
                widget=forms.Textarea(attrs={"rows": rows_for(line)}),
            )
            self.fields[SEEN + line.key] = forms.CharField(
                initial=line.seen, max_length=40, required=False, widget=forms.HiddenInput
            )
            if line.state in TO_CONFIRM:
                self.fields[RIGHT + line.key] = forms.BooleanField(
                    label=_("I have read it: this text is right"), required=False
                )

    @property
    def typed(self) -> list[Typed]:
        """Everything that was sent."""
        data = self.cleaned_data
        return [
            Typed(
                line.key,
                data[TEXT + line.key],
                data[SEEN + line.key],
                is_right=bool(data.get(RIGHT + line.key)),
            )
            for line in self.lines
        ]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What the page shows: the original, the box, and what is stored where something else was typed."""
        found = []
        for line in self.lines:
            box: BoundField = self[TEXT + line.key]
            label = format_html('{} <span class="visually-hidden">{}</span>', _("Translation"), line.label)
            right = self[RIGHT + line.key] if RIGHT + line.key in self.fields else None
            stored = line.text if box.errors and line.text != box.value() else ""
            found.append(
                {"line": line, "box": box, "label": label, "stored": stored}
                | {"seen": self[SEEN + line.key], "right": right}
            )
        return found
