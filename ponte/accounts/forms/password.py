"""A new password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.functional import lazy

from ponte.accounts.models import Person


def advice() -> str:
    """What a password must be like, in the language of the reader."""
    return " ".join(password_validators_help_texts())


lazy_advice = lazy(advice, str)


class PasswordField(forms.CharField):
    """Kept as typed; the browser is told to offer one."""

    def __init__(self, **options: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(strip=False, max_length=128, widget=widget, help_text=lazy_advice(), **options)


def check_password(form: forms.Form, name: str, person: Person) -> None:
    """Add errors to the field of this name for a weak password, or one like the name or address."""
    password = form.cleaned_data.get(name)
    if password:
        try:
            validate_password(password, person)
        except forms.ValidationError as why:
            form.add_error(name, why)
