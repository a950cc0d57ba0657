"""What the pages of people read."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from ponte.accounts.models import Invitation, OfficeRole, Person


def people_of_the_office() -> QuerySet[Person]:
    """Everybody with a role, closed accounts last, roles at hand."""
    with_a_role = Exists(OfficeRole.objects.filter(person=OuterRef("pk")))
    people = Person.objects.filter(with_a_role).prefetch_related("office_roles")
    return people.order_by("-is_active", "name", "pk")


def person_of_address(email: str) -> Person | None:
    """Who has this address, however it is typed."""
    return Person.objects.filter(email=email.strip().lower()).first()


def open_invitations() -> QuerySet[Invitation]:
    """Invitations that can still be accepted, newest first."""
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
    return waiting.select_related("invited_by").order_by("-invited_at", "-pk")
