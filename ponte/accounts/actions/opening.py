"""Open the office: its first administrator arrives."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ponte.accounts.actions.people import grant_first_role, open_account
from ponte.accounts.models import OfficeRole, Person, Role
from ponte.core import versions
from ponte.core.models import Office
from ponte.core.refusal import Refused


def office_is_open() -> bool:
    """Whether there is an administrator."""
    return OfficeRole.objects.filter(role=Role.ADMINISTRATOR).exists()


@transaction.atomic
def open_office(*, office: dict[str, object], name: str, email: str, password: str, language: str) -> Person:
    """Make the office and its first administrator, once. When two people try at the same moment the row of
    the office makes the second one wait, and then refuses."""
    row, _created = Office.objects.select_for_update().get_or_create(pk=1, defaults={"name": "…"})
    if office_is_open():
        raise Refused(_("This office is open already. Ask its administrator to invite you."))
    for field, value in office.items():
        setattr(row, field, value)
    row.languages = [code for code, _name in settings.LANGUAGES]
    row.save()
    versions.bump("core.office")
    person = open_account(name=name, email=email, password=password, language=language)
    grant_first_role(person=person)
    return person
