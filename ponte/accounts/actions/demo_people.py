"""The cast of the demo office."""

from django.db import transaction

from ponte.accounts.actions.people import grant_role, open_account
from ponte.accounts.models import Person, Role
from ponte.core.cast import CAST

ROLES = {
    "bruno": (Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER),
    "chiara": (Role.FACILITATOR,),
    "dawit": (Role.REVIEWER,),
}
LANGUAGES = {"elena": "uk"}


@transaction.atomic
def create() -> dict[str, Person]:
    """The six people by key; those already there are left as they are. They have no password: the only way
    in is the bar of the demo."""
    people = {}
    for character in CAST:
        person = Person.objects.filter(email=character.email).first()
        if person is None:
            language = LANGUAGES.get(character.key, "en")
            person = open_account(
                name=character.name, email=character.email, password=None, language=language
            )
            for role in ROLES.get(character.key, ()):
                grant_role(person=person, role=role, by=None)
        people[character.key] = person
    return people
