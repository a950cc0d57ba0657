"""A new token: what for, what it may read, how long."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import Person
from ponte.core.api import scopes
from ponte.core.forms import CleanCharField

ALWAYS = "read"
LASTING = ((30, _("30 days")), (90, _("90 days")), (365, _("One year")))


class TokenForm(forms.Form):
    """Only the scopes this person may give; reading is in every token."""

    label = CleanCharField(
        label=_("What it is for"), max_length=80, help_text=_("For example: the website of our federation.")
    )
    days = forms.TypedChoiceField(label=_("Good for"), choices=LASTING, coerce=int, initial=90)
    scopes = forms.MultipleChoiceField(
        label=_("What it may read besides"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Give it no more than the program needs."),
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [
            (scope.name, scope.says)
            for scope in scopes
            if scope.name != ALWAYS and (not scope.only_for or person.has_perm(scope.only_for))
        ]
        if offered:
            self.fields["scopes"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["scopes"]

    @property
    def wanted(self) -> list[str]:
        """The scopes of the token."""
        return [ALWAYS, *self.cleaned_data.get("scopes", [])]
