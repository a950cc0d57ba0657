"""What of a record is there, and what one thing more would open. A hand held out, never a mark."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponte.map.models import Organisation
from ponte.map.models.vocabulary import Kind, PlaceRole
from ponte.map.queries.organisations import descriptions_of

MOST = 3
FOUND, REACHED, FUNDED = "found", "reached", "funded"


@dataclass(frozen=True)
class Known:
    """What the three lines are told from, read once."""

    organisation: Organisation
    is_described: bool
    has_statute: bool

    def has_place(self, role: str) -> bool:
        """Whether a place of this role is known."""
        return any(place.role == role for place in self.organisation.places.all())


@dataclass(frozen=True)
class Piece:
    """One thing that may be there: `opens` says what it is good for, `screen` is where it is written."""

    line: str
    label: str | Promise
    opens: str | Promise
    screen: str
    is_there: Callable[[Known], bool]
    is_for_groups: bool = True


@dataclass(frozen=True)
class Line:
    """One purpose, with what is there for it."""

    title: str | Promise
    there: list[str | Promise]
    is_whole: bool


@dataclass(frozen=True)
class Suggestion:
    """One thing more, what it opens, and where to write it."""

    label: str | Promise
    opens: str | Promise
    url: str


@dataclass(frozen=True)
class Completeness:
    """The three lines and the next suggestions, at most three."""

    lines: list[Line]
    suggestions: list[Suggestion]


TITLES: Mapping[str, str | Promise] = {
    FOUND: _("To be found"),
    REACHED: _("To be reached"),
    FUNDED: _("To be funded"),
}
# In the order in which they are suggested. A group without papers is never asked for papers.
PIECES = (
    Piece(
        FOUND,
        _("what they work on"),
        _("People who look for help find you by it."),
        "reach",
        lambda known: bool(known.organisation.sectors),
    ),
    Piece(
        REACHED,
        _("a way to reach them"),
        _("The office and others can write or call."),
        "contacts",
        lambda known: bool(known.organisation.contacts.all()),
    ),
    Piece(
        FOUND,
        _("where they are"),
        _("People nearby find you."),
        "places",
        lambda known: known.has_place(PlaceRole.RESIDENCE),
    ),
    Piece(
        FUNDED,
        _("a statute"),
        _("With a statute the office can check your documents."),
        "papers",
        lambda known: known.has_statute,
        is_for_groups=False,
    ),
    Piece(
        FOUND,
        _("where they have their roots"),
        _("People from there find you."),
        "places",
        lambda known: known.has_place(PlaceRole.ORIGIN),
    ),
    Piece(
        FOUND,
        _("a few words of their own"),
        _("People understand in a moment who you are."),
        "words",
        lambda known: known.is_described,
    ),
    Piece(
        REACHED,
        _("languages spoken"),
        _("People know in which language they can speak to you."),
        "capacity",
        lambda known: bool(known.organisation.languages),
    ),
    Piece(
        REACHED,
        _("how they like to be reached"),
        _("Invitations come the way you read them."),
        "engagement",
        lambda known: bool(known.organisation.channels),
    ),
    Piece(
        FUNDED,
        _("a number in a register"),
        _("With a tax code or a number of a register, calls do not ask for it again."),
        "identifiers",
        lambda known: bool(known.organisation.identifiers.all()),
        is_for_groups=False,
    ),
    Piece(
        FUNDED,
        _("a bank account, or none"),
        _("Calls that need one, and those that do not, can be told apart."),
        "capacity",
        lambda known: known.organisation.has_bank_account is not None,
    ),
    Piece(
        FUNDED,
        _("the size of the budget"),
        _("You are shown the calls that fit your size."),
        "capacity",
        lambda known: bool(known.organisation.budget_band),
    ),
)


def completeness_of(organisation: Organisation) -> Completeness:
    """Three lines and what would come next; names, places, contacts should be fetched with it."""
    known = Known(
        organisation,
        is_described=bool(descriptions_of(organisation)),
        has_statute=organisation.documents.filter(kind="statute").exists(),
    )
    asked = [piece for piece in PIECES if piece.is_for_groups or not is_group(organisation)]
    there = {piece: piece.is_there(known) for piece in asked}
    lines = [
        Line(
            title,
            [piece.label for piece in asked if piece.line == name and there[piece]],
            all(there[piece] for piece in asked if piece.line == name),
        )
        for name, title in TITLES.items()
    ]
    missing = [piece for piece in asked if not there[piece]][:MOST]
    return Completeness(
        lines, [Suggestion(piece.label, piece.opens, address(organisation, piece)) for piece in missing]
    )


def is_group(organisation: Organisation) -> bool:
    """One that lives well without papers."""
    return organisation.kind in {Kind.INFORMAL_GROUP, Kind.INDIVIDUAL}


def address(organisation: Organisation, piece: Piece) -> str:
    """The screen on which this is written."""
    own = {"papers": "map:documents", "words": "map:organisation_words"}
    if piece.screen in own:
        return reverse(own[piece.screen], args=[organisation.reference])
    return reverse("map:organisation_edit", args=[organisation.reference, piece.screen])


def panel(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """On the page, for the office and the people of the organisation; never for anybody else."""
    person: Any = request.user
    if not person.has_perm("map.view_completeness", organisation):
        return None
    may_change = person.has_perm("map.change_organisation", organisation)
    return {"completeness": completeness_of(organisation), "may_change": may_change}
