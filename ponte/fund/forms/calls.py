"""Small forms around a call: its twin, an invited organisation, a file, a question and its answer."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField, CleanTextField
from ponte.fund.forms.part import office_languages
from ponte.fund.models import CallQuestion
from ponte.map.forms.profile import language_field
from ponte.map.forms.reference import ReferenceOf


class CloneForm(forms.Form):
    """What the new one is called."""

    title = CleanCharField(label=_("Title of the new call"), max_length=200)


class InviteForm(forms.Form):
    """One organisation."""

    organisation = ReferenceOf(
        label=_("Organisation"), help_text=_("The reference that is printed on its page here.")
    )


class FileForm(forms.Form):
    """One file with its title."""

    file = forms.FileField(
        label=_("File"), help_text=_("PDF, Excel or OpenDocument table, plain text or picture, up to 10 MB.")
    )
    title = CleanCharField(label=_("Title"), max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"] = language_field(_("Language"))


class AskForm(forms.Form):
    """A question to the office."""

    question = CleanTextField(
        label=_("Your question"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Everybody reads the question with its answer, nobody who asked. Do not name people or your organisation."
        ),
    )


class AnswerForm(forms.Form):
    """The answer, and the question in words that name nobody."""

    question = CleanTextField(
        label=_("Question, as everybody reads it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    answer = CleanTextField(label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    language = forms.ChoiceField(label=_("Answered in"), choices=office_languages)

    def __init__(self, *args: Any, row: CallQuestion, **options: Any) -> None:
        language = row.answer_language or get_language()
        initial = {"question": row.question, "answer": row.answer, "language": language}
        super().__init__(*args, **{"initial": initial, **options})
