"""Who is written to about an action, and as what they act."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from ponte.convene.models.action_point import ActionPoint
from ponte.convene.models.delegate import Delegate
from ponte.convene.models.vocabulary import SeatState
from ponte.map.queries.reaching import address_of, language_of


@dataclass(frozen=True)
class Reader:
    """An address; with an account its owner signs in, without one they get a signed link."""

    email: str
    language: str
    name: str
    has_account: bool


def readers_of(action: ActionPoint) -> list[Reader]:
    """The owner; of an organisation its delegates at the table, or else its own address."""
    if action.owner_person:
        person = action.owner_person
        return (
            [Reader(person.email, person.language, str(person), has_account=True)] if person.is_active else []
        )
    if action.owner_delegate:
        return readers([action.owner_delegate])
    organisation = action.owner_organisation
    assert organisation is not None
    acting = Q(seat__table=action.table_id, seat__organisation=organisation, seat__state=SeatState.TAKEN)
    found = readers(Delegate.objects.filter(acting, ended_at=None).select_related("account"))
    if not found and (address := address_of(organisation)):
        found = [Reader(address, language_of(organisation), str(organisation), has_account=False)]
    return found


def readers(delegates: Iterable[Delegate]) -> list[Reader]:
    """Those with an address, each once."""
    found = {}
    for row in delegates:
        if row.account and row.account.is_active:
            found[row.account.email] = Reader(
                row.account.email, row.account.language, str(row), has_account=True
            )
        elif row.email:
            found[row.email] = Reader(row.email, row.language, str(row), has_account=False)
    return list(found.values())
