"""The people every test, page of the docs and demo talks about."""

from ponte.accounts.models import Person
from tests.factories.accounts import PersonFactory


def _person(name: str, *roles: str) -> Person:
    email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
    return Person.objects.filter(email=email).first() or PersonFactory(name=name, email=email, roles=roles)


def amina() -> Person:
    """Leads an association; has an account and no role in the office."""
    return _person("Amina Saleh")


def bruno() -> Person:
    """Runs the country office."""
    return _person("Bruno Ferri", "administrator", "data_protection_officer")


def chiara() -> Person:
    """Facilitator of the office."""
    return _person("Chiara Conti", "facilitator")


def dawit() -> Person:
    """Reviewer."""
    return _person("Dawit Tesfay", "reviewer")


def elena() -> Person:
    """Arrived three weeks ago."""
    return _person("Elena Kovalenko")


def farid() -> Person:
    """A stranger with an account."""
    return _person("Farid Haddad")
