"""Open an account; give and take roles; stop somebody from signing in. Each change is in the log."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ponte.accounts.actions.tokens import forget_tokens, revoke_all
from ponte.accounts.models import OfficeRole, Person, Role
from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.core.scrubbing import scrub


@transaction.atomic
def open_account(
    *, name: str, email: str, password: str | None, language: str, by: Person | None = None
) -> Person:
    """An account whose address is already known to be theirs (an invitation, the first administrator).

    IntegrityError if somebody has the address.
    """
    person = Person.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    after = {"name": name, "email": person.email, "language": language}
    changes.record(person, by=by or person, verb=verbs.CREATE, before={}, after=after)
    return person


@transaction.atomic
def change_account(*, person: Person, name: str, language: str) -> None:
    """What people change of their own account by themselves."""
    before = {"name": person.name, "language": person.language}
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])
    after = {"name": name, "language": language}
    changes.record(person, by=person, verb=verbs.EDIT, before=before, after=after)


@transaction.atomic
def grant_role(*, person: Person, role: str, by: Person | None) -> None:
    """Give a role; giving it twice changes nothing. Refused for oneself and for a closed account."""
    if by is not None and not by.has_perm("accounts.grant_role", person):
        raise Refused(_("Nobody gives a role to themself. Ask another administrator."))
    if not person.is_active:
        raise Refused(_("This account is closed. Open it again first."))
    _give(person, role, by)


@transaction.atomic
def grant_first_role(*, person: Person) -> None:
    """The first administrator, whom nobody can appoint."""
    _give(person, Role.ADMINISTRATOR, person)


def _give(person: Person, role: str, by: Person | None) -> None:
    before = _roles(person)
    OfficeRole.objects.get_or_create(person=person, role=role, defaults={"granted_by": by})
    _log_roles(person, before, by)


@transaction.atomic
def withdraw_role(*, person: Person, role: str, by: Person) -> None:
    """Take a role away; refused when the office would be left without an administrator."""
    if not by.has_perm("accounts.withdraw_role", person):
        raise Refused(_("Only an administrator takes roles away."))
    if role == Role.ADMINISTRATOR:
        _keep_an_administrator(person)
    before = _roles(person)
    OfficeRole.objects.filter(person=person, role=role).delete()
    _log_roles(person, before, by)


@transaction.atomic
def close_account(*, person: Person, by: Person) -> None:
    """They cannot sign in any more, and are signed out wherever they are."""
    if not by.has_perm("accounts.deactivate_person", person):
        raise Refused(_("Nobody closes their own account. Ask another administrator."))
    _keep_an_administrator(person)
    _set_active(person, is_active=False, by=by)
    _sign_out_everywhere(person)
    revoke_all(person, by=by)


def _sign_out_everywhere(person: Person) -> None:
    everywhere = [
        session.pk
        for session in Session.objects.order_by("pk").iterator()
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    Session.objects.filter(pk__in=everywhere).delete()


@transaction.atomic
def reopen_account(*, person: Person, by: Person) -> None:
    """They can sign in again, with the roles they had."""
    if not by.has_perm("accounts.deactivate_person", person):
        raise Refused(_("Only an administrator opens an account again."))
    _set_active(person, is_active=True, by=by)


@transaction.atomic
def forget_person(*, person: Person, by: Person) -> None:
    """Delete what is known of somebody whose account is closed. What they did stays, without a name."""
    if not by.has_perm("accounts.forget_person", person):
        raise Refused(_("Only the data protection officer does this, and not to themself."))
    if person.is_active:
        raise Refused(_("Close the account first."))
    reason = str(_("The person asked, or the data is not needed any more."))
    _forget(person, by=by, reason=reason)


@transaction.atomic
def erase_account(*, person: Person, by: Person, reason: str) -> None:
    """Close the account of somebody who asked, and delete what is known of them. Refused for people of the office."""
    if not by.has_perm("accounts.forget_person", person):
        raise Refused(_("Only the data protection officer does this, and not to themself."))
    if OfficeRole.objects.filter(person=person).exists():
        raise Refused(_("They work here: first take their roles away."))
    if person.is_active:
        _set_active(person, is_active=False, by=by)
    _sign_out_everywhere(person)
    _forget(person, by=by, reason=reason)


def _forget(person: Person, *, by: Person, reason: str) -> None:
    for kept in (EmailAddress, Authenticator, SocialAccount):
        kept.objects.filter(user=person).delete()
    OfficeRole.objects.filter(person=person).delete()
    forget_tokens(person, by=by, reason=reason)
    scrub(person, by=by, reason=reason)
    person.set_unusable_password()
    person.save(update_fields=["password"])


def _set_active(person: Person, *, is_active: bool, by: Person) -> None:
    before = {"is_active": person.is_active}
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    changes.record(person, by=by, verb=verbs.EDIT, before=before, after={"is_active": is_active})


def _keep_an_administrator(person: Person) -> None:
    """Locks the administrators, so that two who leave at the same moment do not both succeed."""
    rows = OfficeRole.objects.select_for_update().filter(role=Role.ADMINISTRATOR, person__is_active=True)
    administrators = {row.person_id for row in rows.order_by("pk")}
    if administrators == {person.pk}:
        raise Refused(_("This is the last administrator. Make somebody else administrator first."))


def _roles(person: Person) -> list[str]:
    return sorted(OfficeRole.objects.filter(person=person).order_by("role").values_list("role", flat=True))


def _log_roles(person: Person, before: list[str], by: Person | None) -> None:
    person.__dict__.pop("roles", None)
    changes.record(
        person,
        by=by,
        verb=verbs.EDIT,
        before={"office_roles": before},
        after={"office_roles": _roles(person)},
    )
