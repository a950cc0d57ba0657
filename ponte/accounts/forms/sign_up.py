"""Open an account where the office lets anybody do so."""

from allauth.account.forms import SignupForm
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField


class SignUpForm(SignupForm):
    """Name, address, password."""

    name = CleanCharField(label=_("Your name"), max_length=150)
    field_order = ["name", "email", "password1"]
