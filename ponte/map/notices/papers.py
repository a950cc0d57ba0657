"""Letters of the map: what ends is told to the owners once, and early enough to do something."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ponte.core import outbox
from ponte.map.models import Announcement, Membership, Organisation
from ponte.map.models.vocabulary import MemberRole
from ponte.map.queries.papers import Ending, by_organisation, ending


def announce_endings() -> int:
    """Write to the owners of organisations whose papers end within 60 days; how many letters."""
    owned = Membership.objects.filter(role=MemberRole.OWNER, ended_at=None, person__is_active=True)
    scope = Organisation.objects.filter(pk__in=owned.order_by().values("organisation"))
    past = Announcement.objects.filter(ends_on__gte=timezone.localdate()).order_by()
    told = set(past.values_list("organisation_id", "subject", "ends_on"))
    fresh = [each for each in ending(scope) if (each.organisation.pk, each.subject, each.ends_on) not in told]
    return sum(tell_owners(row, items) for row, items in by_organisation(fresh).items())


@transaction.atomic
def tell_owners(organisation: Organisation, items: Sequence[Ending]) -> int:
    """One letter to each owner in their language, and a note that it was sent."""
    Announcement.objects.bulk_create(
        Announcement(organisation=organisation, subject=each.subject, ends_on=each.ends_on) for each in items
    )
    owners = Membership.objects.filter(
        organisation=organisation, role=MemberRole.OWNER, ended_at=None, person__is_active=True
    )
    people = [row.person for row in owners.select_related("person").order_by("pk")]
    for person in people:
        write_to(person, organisation, items)
    return len(people)


def write_to(person: Any, organisation: Organisation, items: Sequence[Ending]) -> None:
    """The letter."""
    with override(person.language):
        address = settings.URL + reverse("map:documents", args=[organisation.reference])
    outbox.post(
        "map/mails/papers_end",
        to=person.email,
        language=person.language,
        context={
            "organisation": organisation.name,
            "items": items,
            "address": address,
        },
        purpose="map.papers_end",
    )
