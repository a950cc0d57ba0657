"""Title, languages, whom it is about; and a form that comes from elsewhere."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ponte.ask.document.parts import Document
from ponte.ask.subjects import subject_kinds
from ponte.core import languages
from ponte.core.forms import CleanCharField


def every_language() -> list[tuple[str, str]]:
    """Languages of the interface first, by their own names, then the others."""
    own = [code for code, _name in settings.LANGUAGES]
    others = [code for code, _name in languages.choices("en") if code not in own]
    return [(code, languages.own_name(code)) for code in own] + [
        (code, f"{languages.name(code, 'en')} ({code})") for code in others
    ]


class NewForm(forms.Form):
    """The beginning of a questionnaire."""

    title = CleanCharField(label=_("Title"), max_length=300)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=[],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The first one stands in where a text is missing in another."),
    )
    about = forms.ChoiceField(label=_("Whom the answers are about"), choices=[])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        own = [(code, languages.own_name(code)) for code, _name in settings.LANGUAGES]
        self.fields["languages"].choices = own  # type: ignore[attr-defined]
        self.fields["about"].choices = [(name, kind.label) for name, kind in subject_kinds.items()]  # type: ignore[attr-defined]


class HeadForm(forms.Form):
    """Titles side by side, and the languages."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=[], widget=forms.SelectMultiple({"size": 10})
    )
    first = forms.ChoiceField(label=_("The language that stands in for missing ones"), choices=[])

    def __init__(self, *args: Any, document: Document, **options: Any) -> None:
        super().__init__(*args, **options)
        self.document = document
        given = every_language()
        known = {code for code, _name in given}
        given += [(code, code) for code in document.languages if code not in known]
        self.fields["languages"].choices = self.fields["first"].choices = given  # type: ignore[attr-defined]
        self.initial = {"languages": list(document.languages), "first": document.language, **self.initial}
        for code in document.languages:
            self.fields[f"title-{code}"] = CleanCharField(
                label=f"{_('Title')} ({languages.own_name(code)})",
                required=False,
                max_length=300,
                initial=document.title.get(code, ""),
            )

    @property
    def titles(self) -> dict[str, str]:
        """The titles that were written."""
        found = {code: self.cleaned_data.get(f"title-{code}", "") for code in self.document.languages}
        return {code: text for code, text in found.items() if text}

    @property
    def chosen(self) -> tuple[str, ...]:
        """The languages, the one that stands in first."""
        first = self.cleaned_data["first"]
        kept = [code for code in self.document.languages if code in self.cleaned_data["languages"]]
        return tuple(dict.fromkeys([first, *kept, *self.cleaned_data["languages"]]))


class NewerForm(forms.Form):
    """An XLSForm that becomes the next version of a questionnaire."""

    file = forms.FileField(label=_("XLSForm"), help_text=_("XLSX or XLS, with a sheet “survey”."))


class ImportForm(NewerForm):
    """An XLSForm that becomes a questionnaire."""

    about = forms.ChoiceField(label=_("Whom the answers are about"), choices=[])

    field_order = ["file", "about"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["about"].choices = [(name, kind.label) for name, kind in subject_kinds.items()]  # type: ignore[attr-defined]
