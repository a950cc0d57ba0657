"""What the pages of people read."""

from django.db.models import Exists, OuterRef, QuerySet

from ponte.accounts.models import OfficeRole, Person


def people_of_the_office() -> QuerySet[Person]:
    """Everybody with a role, closed accounts last, roles at hand."""
    with_a_role = Exists(OfficeRole.objects.filter(person=OuterRef("pk")))
    people = Person.objects.filter(with_a_role).prefetch_related("office_roles")
    return people.order_by("-is_active", "name", "pk")


def person_of_address(email: str) -> Person | None:
    """Who has this address, however it is typed."""
    return Person.objects.filter(email=email.strip().lower()).first()
