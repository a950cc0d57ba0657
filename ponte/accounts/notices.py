"""The mails of sign-in, in our words: which of them stands for which of the library's."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Notice:
    """A template of ours; secret when it carries a code or a link that opens something."""

    template: str
    is_secret: bool = False
    what: Any = ""


def _changed(what: Any) -> Notice:
    return Notice("account_changed", what=what)


_NOTICES = {
    "email_confirmation": Notice("confirm_address", is_secret=True),
    "email_confirmation_signup": Notice("confirm_address", is_secret=True),
    "login_code": Notice("sign_in_code", is_secret=True),
    "password_reset_key": Notice("reset_password", is_secret=True),
    "account_already_exists": Notice("have_account"),
    "unknown_account": Notice("no_account"),
    "email_changed": _changed(_("Your address was changed.")),
    "email_confirm": _changed(_("Your address was confirmed.")),
    "email_deleted": _changed(_("An address of yours was removed.")),
    "password_changed": _changed(_("Your password was changed.")),
    "password_reset": _changed(_("Your password was changed.")),
    "password_set": _changed(_("Your account has a password now.")),
    "totp_activated": _changed(_("Codes from an app were switched on.")),
    "totp_deactivated": _changed(_("Codes from an app were switched off.")),
    "recovery_codes_generated": _changed(_("New recovery codes were made. The old ones no longer work.")),
    "webauthn_added": _changed(_("A passkey was added.")),
    "webauthn_removed": _changed(_("A passkey was removed.")),
    "account_connected": _changed(_("Another server may now sign you in.")),
    "account_disconnected": _changed(_("Another server may no longer sign you in.")),
}


def notice_for(prefix: str) -> Notice:
    """Ours for "account/email/login_code". KeyError for a mail nobody wrote yet: a test knows them all."""
    return _NOTICES[prefix.rpartition("/")[2]]
