"""What people are told by mail when the life of their organisation, or of their claim, moves on."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from ponte.core import outbox
from ponte.core.workflow import Move
from ponte.map.actions.mails import address_of, office_name
from ponte.map.lifecycles.members import owners_of
from ponte.map.models import Claim, Organisation

# By step: the subject, and what has happened.
OF_ORGANISATIONS = {
    "accept": (
        _("On the register"),
        _("The office has taken your organisation onto the register. Whoever you chose can see it now."),
    ),
    "decline": (
        _("Not taken onto the register"),
        _("The office has not taken your organisation onto the register."),
    ),
    "verify": (_("Verified"), _("The office has verified your organisation, for one year.")),
    "suspend": (
        _("Suspended"),
        _("The office has suspended your organisation. Only the office and you can see it until that ends."),
    ),
    "resume": (_("Suspension ended"), _("Your organisation is on the list again.")),
    "dissolve": (
        _("Marked as ended"),
        _("The record of your organisation now says that it does not exist any more."),
    ),
    "revive": (_("Exists again"), _("The record of your organisation says again that it exists.")),
}
OF_CLAIMS = {
    "accept": (_("Your claim is accepted"), _("You can now edit the record and invite others.")),
    "accept_beside": (_("Your claim is accepted"), _("You can now edit the record and invite others.")),
    "refuse": (_("Your claim is refused"), _("The office could not see that you act for this organisation.")),
    "ask": (_("The office asks for more"), _("Answer on the page of your claim.")),
}
# What the reason of these steps says is the office's own note.
NOTES = frozenset({"accept", "accept_beside", "verify"})


def organisation_moved(*, move: Move, **_signal: Any) -> None:
    """To the owners, unless they did it themselves."""
    if move.step.name in OF_ORGANISATIONS:
        organisation: Organisation = move.subject
        people = [row.person for row in owners_of(organisation) if row.person != move.by]
        news = OF_ORGANISATIONS[move.step.name]
        tell(people, news, move, organisation=organisation, page=("map:organisation", organisation.reference))


def claim_moved(*, move: Move, **_signal: Any) -> None:
    """To whoever made the claim."""
    if move.step.name in OF_CLAIMS:
        claim: Claim = move.subject
        page = ("map:claim", claim.reference)
        tell([claim.person], OF_CLAIMS[move.step.name], move, organisation=claim.organisation, page=page)


def tell(
    people: Iterable[Any],
    news: tuple[Any, Any],
    move: Move,
    *,
    organisation: Organisation,
    page: tuple[str, str],
) -> None:
    """One letter each, in the language of the reader."""
    for person in people:
        outbox.post(
            "map/mails/news",
            to=person.email,
            language=person.language,
            context={
                "subject": news[0],
                "sentence": news[1],
                "reason": "" if move.step.name in NOTES else move.reason,
                "organisation": organisation,
                "address": address_of(*page, person.language),
                "office_name": office_name(),
            },
            purpose=f"map.{move.step.name}",
        )
