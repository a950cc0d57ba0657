"""Words that mean the same, one a line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanTextField
from ponte.core.text import words

LONGEST_PHRASE, MOST_PHRASES = 80, 40


class SynonymForm(forms.Form):
    """The phrases of one group."""

    phrases = CleanTextField(
        label=_("Words that mean the same"),
        help_text=_(
            "One word or short phrase on each line, in any language. Whoever types one finds the others."
        ),
        max_length=4000,
    )

    def clean_phrases(self) -> list[str]:
        """At least two that have a word, each once."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["phrases"].splitlines()]
        phrases = list(dict.fromkeys(line for line in lines if words(line)))
        if len(phrases) < 2:
            raise forms.ValidationError(_("Write at least two lines: a word, and one that means the same."))
        if len(phrases) > MOST_PHRASES or any(len(phrase) > LONGEST_PHRASE for phrase in phrases):
            raise forms.ValidationError(
                _("At most %(lines)d lines with at most %(letters)d letters each. Make two groups of it.")
                % {"lines": MOST_PHRASES, "letters": LONGEST_PHRASE}
            )
        return phrases


def form_for(phrases: Any, data: Any = None) -> SynonymForm:
    """The form with what there is."""
    return SynonymForm(data, initial={"phrases": "\n".join(phrases)})
