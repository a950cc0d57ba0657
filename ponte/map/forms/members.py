"""Whom an organisation invites, and what an invited person adds."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ponte.accounts.forms.password import PasswordField, check_password
from ponte.accounts.models import Person
from ponte.core.forms import CleanCharField
from ponte.map.models.vocabulary import MemberRole


class InviteMemberForm(forms.Form):
    """Whom to invite, to which role, and in which language to write."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"), choices=MemberRole.choices, initial=MemberRole.EDITOR, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices)


class JoinForm(forms.Form):
    """What an invited person adds to open an account."""

    name = CleanCharField(label=_("Your name"), max_length=150)
    password = PasswordField(label=_("Password"))

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """A password that is not the name or the address."""
        cleaned = super().clean() or {}
        check_password(self, "password", Person(name=cleaned.get("name", ""), email=self.email))
        return cleaned
