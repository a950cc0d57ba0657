"""Papers and registrations that end: which, for whom, and how soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core.registries import Task
from ponte.map.models import Organisation, OrganisationDocument, OrganisationIdentifier
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import MemberRole, State

SOON = timedelta(days=60)
LONG_AGO = timedelta(days=365)
ON_DESK = 10
GONE = (State.DISSOLVED, State.REMOVED, State.MERGED)


@dataclass(frozen=True)
class Ending:
    """A paper or a registration that ends soon, or has ended; `subject` tells it from others of the organisation."""

    organisation: Organisation
    subject: str
    row: OrganisationDocument | OrganisationIdentifier
    ends_on: date

    @property
    def label(self) -> str:
        """What it is, in the language of the moment."""
        row = self.row
        return row.get_kind_display() if isinstance(row, OrganisationDocument) else row.label

    @property
    def has_ended(self) -> bool:
        """The day has passed."""
        return self.ends_on < timezone.localdate()


def documents_of(organisation: Organisation) -> "QuerySet[OrganisationDocument]":
    """All its papers, the newest of each kind first."""
    rows = OrganisationDocument.objects.filter(organisation=organisation)
    return rows.select_related("file", "checked_by", "added_by").order_by("kind", "-added_at", "pk")


def ending(organisations: "QuerySet[Organisation]", *, since: date | None = None) -> list[Ending]:
    """What ends from a day (today) until in 60 days in these organisations, soonest first.

    A paper with a newer one of its kind has been replaced, so nobody needs to hear of it.
    """
    today = timezone.localdate()
    span = (since or today, today + SOON)
    alive = organisations.exclude(state__in=GONE).order_by().values("pk")
    newer = OrganisationDocument.objects.filter(
        organisation=OuterRef("organisation"), kind=OuterRef("kind"), added_at__gt=OuterRef("added_at")
    )
    papers = OrganisationDocument.objects.filter(~Exists(newer), organisation__in=alive, ends_on__range=span)
    numbers = OrganisationIdentifier.objects.filter(organisation__in=alive, ends_on__range=span)
    found = [
        *(of_document(row) for row in papers.select_related("organisation").order_by("ends_on", "pk")),
        *(of_identifier(row) for row in numbers.select_related("organisation").order_by("ends_on", "pk")),
    ]
    return sorted(found, key=lambda each: (each.ends_on, each.organisation.pk, each.subject))


def of_document(row: OrganisationDocument) -> Ending:
    """A paper."""
    assert row.ends_on is not None
    return Ending(row.organisation, f"document:{row.pk}", row, row.ends_on)


def of_identifier(row: OrganisationIdentifier) -> Ending:
    """A registration; its rows are written anew with every edit, so it is known by its number."""
    assert row.ends_on is not None
    return Ending(row.organisation, f"{row.scheme}:{row.value}"[:100], row, row.ends_on)


def on_desk(person: Any) -> list[Task]:
    """For the office all that end, for owners and editors those of their organisations."""
    if person.has_perm("map.check_document"):
        scope = Organisation.objects.all()
    else:
        roles = membership_roles(person).items()
        own = [pk for pk, role in roles if role in (MemberRole.OWNER, MemberRole.EDITOR)]
        if not own:
            return []
        scope = Organisation.objects.filter(pk__in=own)
    return [
        Task(
            _("%(what)s of %(name)s ends") % {"what": each.label, "name": each.organisation}
            if not each.has_ended
            else _("%(what)s of %(name)s has ended") % {"what": each.label, "name": each.organisation},
            reverse("map:documents", args=[each.organisation.reference]),
            each.ends_on,
        )
        for each in ending(scope, since=timezone.localdate() - LONG_AGO)[:ON_DESK]
    ]


def by_organisation(found: Iterable[Ending]) -> dict[Organisation, list[Ending]]:
    """What ends, gathered so that nobody gets two letters about one organisation."""
    gathered: dict[Organisation, list[Ending]] = {}
    for each in found:
        gathered.setdefault(each.organisation, []).append(each)
    return gathered


def panel(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """Its papers on its page, for the office and its own people."""
    person: Any = request.user
    if not person.has_perm("map.view_document", organisation):
        return None
    return {
        "documents": list(documents_of(organisation)[:6]),
        "url": reverse("map:documents", args=[organisation.reference]),
        "may_add": person.has_perm("map.add_document", organisation),
    }
