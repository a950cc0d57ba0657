"""What an organisation says of itself, in each language of the office."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.core import languages
from ponte.core.forms import CleanTextField
from ponte.core.models import Wording
from ponte.core.wordings import MISSING

LABELS: Mapping[str, Any] = {MISSING: _("Not written yet"), **dict(Wording.State.choices)}
TO_CONFIRM = frozenset({Wording.State.OUTDATED, Wording.State.MACHINE, Wording.State.DRAFT})


class WordsForm(forms.Form):
    """A text for each language, each with its state; what needs a look can be confirmed as it is."""

    def __init__(
        self, *args: Any, states: Mapping[str, str], texts: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.texts = dict(texts)
        self.codes = list(states)
        for code, state in states.items():
            self.fields[f"text_{code}"] = CleanTextField(
                label=languages.own_name(code),
                help_text=LABELS[state],
                initial=texts.get(code, ""),
                max_length=4000,
                required=False,
            )
            if state in TO_CONFIRM:
                self.fields[f"confirm_{code}"] = forms.BooleanField(
                    label=_("I have read it: this text is right"), required=False
                )

    def texts_to_write(self) -> dict[str, str]:
        """{language: text} of what is new, and of what somebody confirmed."""
        data = self.cleaned_data
        return {
            code: data[f"text_{code}"]
            for code in self.codes
            if data[f"text_{code}"] != self.texts.get(code, "") or data.get(f"confirm_{code}")
        }

    @property
    def by_language(self) -> list[tuple[str, list[forms.BoundField]]]:
        """(language, its fields)."""
        named = [(code, [f"text_{code}", f"confirm_{code}"]) for code in self.codes]
        return [(code, [self[name] for name in names if name in self.fields]) for code, names in named]
