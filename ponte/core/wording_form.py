"""Texts of a thing in each language of the office."""

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
Part = tuple[Any, Mapping[str, str], Mapping[str, str]]  # its label, {language: state}, {language: text}


class TextsForm(forms.Form):
    """A box for each language of each part, with its state; what needs a look can be confirmed as it is."""

    def __init__(self, *args: Any, parts: Mapping[str, Part], most: int = 4000, **options: Any) -> None:
        super().__init__(*args, **options)
        self.parts = parts
        for part, (label, states, texts) in parts.items():
            for code, state in states.items():
                self.fields[f"{part}_{code}"] = CleanTextField(
                    label=f"{label} ({languages.own_name(code)})",
                    help_text=LABELS[state],
                    initial=texts.get(code, ""),
                    max_length=most,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )
                if state in TO_CONFIRM:
                    self.fields[f"{part}_{code}_ok"] = forms.BooleanField(
                        label=_("I have read it: this text is right"), required=False
                    )

    def to_write(self) -> list[tuple[str, str, str]]:
        """(part, language, text) of what is new, and of what somebody confirmed."""
        data = self.cleaned_data
        return [
            (part, code, data[f"{part}_{code}"])
            for part, (_label, states, texts) in self.parts.items()
            for code in states
            if data[f"{part}_{code}"] != texts.get(code, "") or data.get(f"{part}_{code}_ok")
        ]

    @property
    def by_language(self) -> list[tuple[str, list[forms.BoundField]]]:
        """(language, its fields)."""
        named: dict[str, list[forms.BoundField]] = {}
        for part, (_label, states, _texts) in self.parts.items():
            for code in states:
                keys = [f"{part}_{code}", f"{part}_{code}_ok"]
                named.setdefault(code, []).extend(self[key] for key in keys if key in self.fields)
        return list(named.items())
