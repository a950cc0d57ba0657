"""An account, and the roles of somebody."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ponte.accounts.forms.password import PasswordField, check_password
from ponte.accounts.models import Invitation, Person, Role
from ponte.core.forms import CleanCharField


class AccountForm(forms.Form):
    """What people change of their own account."""

    name = CleanCharField(label=_("Your name"), max_length=150)
    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.LANGUAGES)


class RolesForm(forms.Form):
    """The roles of one person: what is ticked is what they hold."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), required=False, choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        options["initial"] = {"roles": sorted(person.roles)}
        super().__init__(*args, **options)


class InviteForm(forms.Form):
    """Whom to invite, to which roles, and in which language to write."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)


class AcceptForm(forms.Form):
    """What an invited person adds to open an account."""

    name = CleanCharField(label=_("Your name"), max_length=150)
    password = PasswordField(label=_("Password"))

    def __init__(self, *args: Any, invitation: Invitation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.invitation = invitation

    def clean(self) -> dict[str, Any]:
        """A password that is not the name or the address."""
        cleaned = super().clean() or {}
        check_password(self, "password", Person(name=cleaned.get("name", ""), email=self.invitation.email))
        return cleaned
