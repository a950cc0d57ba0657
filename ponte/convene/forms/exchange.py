"""What is filled in at an exchange, and the newsletter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.convene.actions.exchange import LONGEST_QUESTION
from ponte.convene.forms.meeting import day_field, office_languages
from ponte.convene.models.exchange import SpeakerRole
from ponte.core.forms import CleanCharField, CleanTextField


class QuestionForm(forms.Form):
    """A question to the panel."""

    text = CleanTextField(
        label=_("Your question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Its language"), choices=office_languages)
    shows_name = forms.BooleanField(label=_("Show my name with the question"), required=False)


class SpeakerForm(forms.Form):
    """Somebody on the panel."""

    name = CleanCharField(label=_("Name"), max_length=150)
    role = forms.ChoiceField(label=_("Role"), choices=SpeakerRole.choices, initial=SpeakerRole.PANELLIST)
    organisation_name = CleanCharField(label=_("For whom they speak"), max_length=200, required=False)
    biography = CleanTextField(
        label=_("Biography"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of the biography"), choices=office_languages)
    consented_on = day_field(
        _("Agreed to be named on"),
        required=False,
        help_text=_("Without a day, others see only the role. Keep how they agreed below."),
    )
    consent_note = CleanCharField(label=_("How they agreed"), max_length=200, required=False)


class PollForm(forms.Form):
    """A quick question to all."""

    text = CleanCharField(label=_("Question"), max_length=300)
    options = CleanTextField(
        label=_("Answers"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line."),
    )


class WordForm(forms.Form):
    """One text in one language: a take-away, or the translation of a question."""

    text = CleanTextField(
        label=_("Text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=office_languages)


class SubscribeForm(forms.Form):
    """Somebody wants the newsletter."""

    email = forms.EmailField(label=_("Your e-mail"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the newsletter"), choices=office_languages)


class IssueForm(forms.Form):
    """A newsletter in one language."""

    language = forms.ChoiceField(label=_("Language"), choices=office_languages)
    title = CleanCharField(label=_("Heading"), max_length=200)
    text = CleanTextField(label=_("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 16}))
