"""The forms of sign-in with our words: labels that say what they mean, no text inside the fields."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.accounts.forms.password import lazy_advice
from ponte.core.forms import CleanCharField

LABELS: dict[str, Any] = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("The password you have now"),
    "password1": _("New password"),
    "password2": _("The same once more"),
    "code": _("Code"),
    "name": pgettext_lazy("of a person", "Name"),
    "homepage": _("Leave this empty"),
    "passwordless": _("It opens my account without a password"),
}


HINTS: dict[str, Any] = {
    "password1": lazy_advice(),
    "passwordless": _("The device asks for your finger, your face or a PIN instead."),
}


class OurWords(forms.BaseForm):
    """Puts our labels and hints in the place of the library's."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            for unwanted in ("placeholder", "style"):
                field.widget.attrs.pop(unwanted, None)


class LoginForm(OurWords, account.LoginForm):
    """Address and password."""


class SignUpForm(OurWords, account.SignupForm):
    """Name, address, password."""

    name = CleanCharField(label=_("Your name"), max_length=150)
    field_order = ["name", "email", "password1"]


class ChangeEmailForm(OurWords, account.ChangeEmailForm):
    """Another address."""


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    """The old password and twice the new one."""


class SetPasswordForm(OurWords, account.SetPasswordForm):
    """A first password, twice."""


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    """Where the link goes."""


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    """The new password, twice."""


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    """The password, once more."""


class RequestLoginCodeForm(OurWords, account.RequestLoginCodeForm):
    """Where the code goes."""


class ConfirmLoginCodeForm(OurWords, account.ConfirmLoginCodeForm):
    """The code from the mail."""


class AuthenticateForm(OurWords, second_factor.AuthenticateForm):
    """The code of the app, or a recovery code."""


class ReauthenticateSecondFactorForm(OurWords, second_factor.ReauthenticateForm):
    """The same, to show that it is still them."""


class ActivateForm(OurWords, ActivateTOTPForm):
    """The first code of the app."""


class AddPasskeyForm(OurWords, AddWebAuthnForm):
    """A name for the passkey."""


class RenamePasskeyForm(OurWords, EditWebAuthnForm):
    """Another name."""
