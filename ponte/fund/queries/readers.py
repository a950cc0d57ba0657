"""Who reads the letters about an application: its people, and without any the organisation itself."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ponte.core.models import Office
from ponte.fund.models import Application
from ponte.map.lifecycles.members import owners_of
from ponte.map.models import Membership
from ponte.map.models.vocabulary import ContactKind
from ponte.map.rules.facts import EDITING


class Reader(NamedTuple):
    """Where a letter goes, and its language."""

    email: str
    language: str


def owners_or_its_own(application: Application) -> list[Reader]:
    """For decisions: the owners, each once; without any, the addresses of the organisation."""
    return of_people(owners_of(application.organisation)) or list(its_own(application))


def writers_or_its_own(application: Application) -> list[Reader]:
    """For news while it moves on: everybody who writes for it; without any, the addresses of the organisation."""
    rows = Membership.objects.filter(
        organisation=application.organisation_id, role__in=EDITING, ended_at=None, person__is_active=True
    )
    return of_people(rows.select_related("person").order_by("pk")) or list(its_own(application))


def of_people(memberships: Iterable[Membership]) -> list[Reader]:
    """Their people, in their own languages."""
    return [Reader(row.person.email, row.person.language) for row in memberships]


def its_own(application: Application) -> Iterator[Reader]:
    """The addresses of the organisation; what stands on an old list and is none is passed over.

    What came on paper or by telephone is answered in the language it was written in.
    """
    language = language_on_paper(application)
    contacts = application.organisation.contacts.filter(kind=ContactKind.EMAIL).order_by("pk")
    for address in contacts.values_list("value", flat=True):
        try:
            validate_email(address)
        except ValidationError:
            continue
        yield Reader(address, language)


def language_on_paper(application: Application) -> str:
    """The language they applied in, when the office writes it; else the first of the office."""
    spoken = Office.spoken()
    return application.language if application.language in spoken else spoken[0]
