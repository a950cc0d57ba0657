"""What the pages of people read."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext

from ponte.accounts.models import ApiToken, DataRequest, Invitation, OfficeRole, Person
from ponte.accounts.models.data_request import RequestState
from ponte.core import front
from ponte.core.models import Office
from ponte.core.registries import Task


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


def tokens_of(person: Any) -> QuerySet[ApiToken]:
    """The tokens of somebody, the good ones first."""
    return ApiToken.objects.filter(person=person).order_by("revoked_at", "-expires_at", "-pk")


def requests_waiting(person: Any) -> list[Task]:
    """Requests about personal data on the desk of who answers them, with the last day of each."""
    if not person.has_perm("accounts.answer_datarequest"):
        return []
    overdue, waits = gettext("Overdue: answer the request %(name)s"), gettext("Answer the request %(name)s")
    return [
        Task(
            (overdue if row.is_overdue else waits) % {"name": row.reference},
            row.get_absolute_url(),
            row.due_on,
        )
        for row in open_requests()
        if row.is_known_to_be_theirs or row.entered_by_id
    ]


def open_requests() -> QuerySet[DataRequest]:
    """Requests that wait for an answer, the oldest first."""
    closed = (RequestState.ANSWERED, RequestState.REFUSED)
    return DataRequest.objects.exclude(state__in=closed).order_by("received_on", "pk")


def settled_requests() -> QuerySet[DataRequest]:
    """Requests that were answered or refused, the last first."""
    settled = DataRequest.objects.filter(settled_at__isnull=False).select_related("settled_by")
    return settled.order_by("-settled_at", "-pk")


def sign_up_is_open(on_the_way_to: str = "") -> bool:
    """Whether a visitor may open an account: for anything, or for the sake of the page they are on the way to."""
    office = Office.current()
    if office is None or office.sign_up_is_open:
        return bool(office)
    if not office.organisations_register:
        return False
    try:
        return resolve(on_the_way_to.partition("?")[0]).view_name in set(front.sign_up_doors)
    except Resolver404:
        return False
