"""People and the office."""

import factory

from ponte.accounts.models import OfficeRole, Person, Role
from ponte.core.models import Office

PASSWORD = "a long walk over the bridge"


class PersonFactory(factory.django.DjangoModelFactory):
    """Somebody who can sign in with PASSWORD, `roles=("facilitator",)` gives office roles."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Person {number}")
    email = factory.Sequence(lambda number: f"person{number}@example.org")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def roles(self, create: bool, given: tuple[str, ...] | None, **_: object) -> None:
        """Give the office roles; the address counts as verified."""
        if create:
            self.emailaddress_set.get_or_create(email=self.email, verified=True, primary=True)
            OfficeRole.objects.bulk_create(OfficeRole(person=self, role=Role(role)) for role in given or ())


def office(**fields: object) -> Office:
    """The office, made or changed."""
    given = {"name": "Country Office Italy", "countries": ["ITA"], "currencies": ["EUR"], **fields}
    return Office.objects.update_or_create(pk=1, defaults=given)[0]
