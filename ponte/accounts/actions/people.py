"""Open an account; give and take roles; stop somebody from signing in."""

from allauth.account.models import EmailAddress
from django.db import transaction

from ponte.accounts.models import OfficeRole, Person


@transaction.atomic
def open_account(*, name: str, email: str, password: str | None, language: str) -> Person:
    """An account whose address is already known to be theirs (an invitation, the first administrator).

    IntegrityError if somebody has the address.
    """
    person = Person.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@transaction.atomic
def grant_role(*, person: Person, role: str, by: Person | None) -> None:
    """Give a role; giving it twice changes nothing."""
    OfficeRole.objects.get_or_create(person=person, role=role, defaults={"granted_by": by})
    person.__dict__.pop("roles", None)
