"""An account, and the roles of somebody."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import Person, Role
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
        super().__init__(*args, initial={"roles": sorted(person.roles)}, **options)
