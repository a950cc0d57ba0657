"""Asking about one's own data, and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models.data_request import Ground, Wish
from ponte.core.forms import CleanCharField, CleanTextField


class AskForm(forms.Form):
    """What somebody asks, who they are, and where the answer goes."""

    wish = forms.ChoiceField(label=_("What do you want?"), choices=Wish.choices, widget=forms.RadioSelect)
    name = CleanCharField(label=_("Your name"), max_length=150)
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("We send a link there to see that it is you, and later the answer."),
    )
    about = CleanTextField(
        label=_("What is it about?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only if it helps us find it. You need not say why."),
    )

    def clean_email(self) -> str:
        """Addresses are kept in lower case, however they are typed."""
        return self.cleaned_data["email"].lower()


class EnterForm(AskForm):
    """The same, written down by the office for somebody who came or called."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].required = False
        self.fields["email"].help_text = _("Leave it empty when they have none.")


class StepForm(forms.Form):
    """What is said with a step of a request."""

    reason = CleanTextField(
        label=_("What you say"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    ground = forms.ChoiceField(
        label=_("Legal reason"),
        required=False,
        choices=[("", _("Only to refuse")), *Ground.choices],
    )
