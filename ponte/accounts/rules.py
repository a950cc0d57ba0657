"""Facts about people, and what each office role may do with accounts and the office.

Predicates are facts; permissions are sums of facts. A domain above declares its own permissions in its
own `rules.py` with `allow()`, so that `docs/roles.md` and `/<lang>/people/roles/` show all of them.
"""

from dataclasses import dataclass

import rules
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rules.predicates import Predicate

from ponte.accounts.models import Role


@dataclass(frozen=True)
class Permission:
    """One thing that somebody may do: its name in code, how people call it, who may, and any condition."""

    name: str
    says: str | Promise
    allowed: Predicate
    only_if: str | Promise = ""


_declared: dict[str, Permission] = {}


def allow(name: str, says: str | Promise, allowed: Predicate, *, only_if: str | Promise = "") -> None:
    """Declare a permission. `only_if` tells readers of a condition on the subject, besides the role.

    A predicate that looks at the subject is asked with None as well (may this person do it at all?).
    """
    if name in _declared:
        raise ValueError(f"{name} is declared twice.")
    rules.set_perm(name, allowed)
    _declared[name] = Permission(name, says, allowed, only_if)


def permissions() -> list[Permission]:
    """Everything declared so far, by name."""
    return [_declared[name] for name in sorted(_declared)]


def has_role(*roles: str) -> Predicate:
    """The fact that a person holds one of these roles. A deactivated person holds none."""
    wanted = frozenset(str(role) for role in roles)

    @rules.predicate(name="has_role:" + "|".join(sorted(wanted)))
    def holds(person: object) -> bool:
        return bool(getattr(person, "is_active", False) and wanted & getattr(person, "roles", frozenset()))

    return holds


@rules.predicate
def signed_in(person: object) -> bool:
    """Somebody with an account, of the office or not."""
    return bool(getattr(person, "is_authenticated", False) and getattr(person, "is_active", False))


works_here = has_role(*Role.values)
is_administrator = has_role(Role.ADMINISTRATOR)
is_facilitator = has_role(Role.FACILITATOR)
is_finance = has_role(Role.FINANCE)
is_reviewer = has_role(Role.REVIEWER)
is_focal_point = has_role(Role.FOCAL_POINT)
is_data_protection_officer = has_role(Role.DATA_PROTECTION_OFFICER)


@rules.predicate
def is_somebody_else(person: object, other: object) -> bool:
    """Nobody gives a role to themself."""
    return other is None or person != other


allow("accounts.view_people", _("See who works in the office"), works_here)
allow("accounts.invite_person", _("Invite people and take an invitation back"), is_administrator)
allow(
    "accounts.grant_role",
    _("Give a role"),
    is_administrator & is_somebody_else,
    only_if=_("Nobody gives a role to themself."),
)
allow(
    "accounts.withdraw_role",
    _("Take a role away"),
    is_administrator,
    only_if=_("The office always keeps one administrator."),
)
allow(
    "accounts.deactivate_person",
    _("Stop somebody from signing in, and let them sign in again"),
    is_administrator & is_somebody_else,
    only_if=_("Nobody does this to themself."),
)
allow(
    "accounts.forget_person",
    _("Delete the personal data of a closed account"),
    is_data_protection_officer & is_somebody_else,
    only_if=_("Nobody does this to themself."),
)
guards_data = is_data_protection_officer | is_administrator
allow("accounts.view_datarequest", _("See requests about personal data, and enter one"), guards_data)
allow("accounts.confirm_datarequest", _("Confirm who asks about their data"), guards_data)
allow("accounts.begin_datarequest", _("Begin to work on a request about personal data"), guards_data)
allow("accounts.extend_datarequest", _("Take two months more for a request"), guards_data)
allow("accounts.answer_datarequest", _("Answer a request, and download what is kept"), guards_data)
allow("accounts.refuse_datarequest", _("Refuse a request with a legal reason"), guards_data)
allow("accounts.erase_datarequest", _("Erase what somebody asked to erase"), is_data_protection_officer)
allow("core.view_office", _("See the settings of the office and their history"), works_here)
allow("core.change_office", _("Change the settings of the office"), is_administrator)
allow(
    "core.change_privacy_notice",
    _("Change the privacy notice and the data controller"),
    is_administrator | is_data_protection_officer,
)
allow("core.view_letters", _("See the mails the office sent"), is_administrator | is_data_protection_officer)
allow("core.view_files", _("Open files that were given to the office"), works_here)
allow("core.view_gallery", _("See the parts of the interface"), works_here)
