"""A message to an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField, CleanTextField


class MessageForm(forms.Form):
    """Who writes, and what; whoever signed in is known."""

    sender_name = CleanCharField(label=_("Your name"), max_length=100)
    sender_email = forms.EmailField(label=_("Your e-mail"), help_text=_("They answer you there."))
    text = CleanTextField(
        label=_("Your message"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Plain words. Addresses of websites arrive as text that cannot be pressed."),
    )

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if person.is_authenticated:
            del self.fields["sender_email"]
            self.fields["sender_name"].initial = person.name


class BlockForm(forms.Form):
    """An address to keep away."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("The address an organisation complained about."))
