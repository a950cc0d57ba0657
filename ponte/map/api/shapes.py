"""The forms of what the API tells of organisations: read by its description, by tests, and by people."""

import re
from enum import Enum
from typing import Annotated, Any

from django.utils.translation import gettext_noop as N_
from ninja import Field, Schema
from pydantic import AwareDatetime, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from ponte.core.api import Asked
from ponte.map.forms.near import USUAL_RADIUS, WIDEST
from ponte.map.models.vocabulary import Kind, PlaceRole, Sector, State
from ponte.map.queries.index import ORDERS, STALE
from ponte.map.queries.organisations import BEST, DISTANCE

LARGEST_PAGE = 200
IN_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}")


def only_as_text(value: Any) -> Any:
    """A moment as people and the description write it; a bare number could be seconds of anything."""
    if not isinstance(value, str) or not IN_ISO.match(value):
        raise PydanticCustomError("datetime_parsing", "no moment")
    return value


Area = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3}|[0-9]{3})$")]
Tongue = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
Moment = Annotated[AwareDatetime, BeforeValidator(only_as_text)]
Found = Enum("Found", {value: value for value in (*State.values, STALE)}, type=str)  # type: ignore[misc]
Order = Enum("Order", {name: name for name in (*ORDERS, BEST, DISTANCE)}, type=str)  # type: ignore[misc]


def several(says: str) -> Any:
    """A filter that may be given more than once."""
    return Field(default_factory=list, max_length=20, description=says)


class NameOut(Schema):
    """A further name."""

    text: str
    language: str = Field(description=N_("BCP 47; empty when nobody knows."))
    kind: str = Field(description=N_("Vocabulary name_kinds."))


class PlaceOut(Schema):
    """A place, no more exactly than the organisation lets others know."""

    role: PlaceRole = Field(description=N_("Roots in, based in, or active in."))
    area: str = Field(description=N_("Country (ISO 3166-1 alpha-3) or region of the world (UN M49)."))
    locality: str
    latitude: float | None
    longitude: float | None
    precision: str = Field(description=N_("How exact the point is: address, city, area, country or region."))


class ContactOut(Schema):
    """A public way to reach the organisation."""

    kind: str
    value: str


class IdentifierOut(Schema):
    """A number in a register."""

    scheme: str
    value: str
    register_name: str = Field(alias="register")
    section: str
    registered_on: str | None
    ends_on: str | None


class NoteOut(Schema):
    """What a source says it did."""

    text: str
    details: dict[str, Any]
    source: str
    source_url: str


class OrganisationOut(Schema):
    """An organisation or an informal group, as far as the caller sees it: what is hidden is empty."""

    reference: str = Field(description=N_("Public reference; it stays."))
    url: str = Field(description=N_("Its page, in the language of the request."))
    name: str
    name_language: str
    kind: Kind
    state: State = Field(description=N_("How sure the office is."))
    names: list[NameOut]
    description: dict[str, str] = Field(description=N_("In their words, by language."))
    places: list[PlaceOut]
    sectors: list[Sector]
    targets: list[str]
    languages: list[str]
    communities: str
    services: str
    legal_form: str
    founded_year: int | None
    members_count: int | None
    members_women: int | None
    members_young: int | None
    diaspora_led_percent: int | None
    generation: str
    contacts: list[ContactOut]
    identifiers: list[IdentifierOut]
    notes: list[NoteOut]
    source: str
    source_url: str
    verified_at: str | None
    changed_at: str
    distance: float | None = Field(None, description=N_("Kilometres from the place asked for, if one was."))
    office: dict[str, Any] | None = Field(
        None, description=N_("Only with the scope organisations:office: what the office alone knows.")
    )


class OrganisationsOut(Schema):
    """A page of a search."""

    count: int = Field(description=N_("How many there are on all pages."))
    page: int
    pages: int
    next: str | None = Field(None, description=N_("Address of the next page."))
    previous: str | None = Field(None, description=N_("Address of the page before."))
    results: list[OrganisationOut]


class ChangeOut(Schema):
    """An organisation that changed, or is gone."""

    reference: str
    at: str = Field(description=N_("When it changed, or could be seen first."))
    is_deleted: bool = Field(description=N_("Gone from what the caller sees: delete your copy."))
    moved_to: str = Field(description=N_("Joined with this one; empty otherwise."))
    organisation: OrganisationOut | None = Field(None, description=N_("As it is now; null when it is gone."))


class ChangesOut(Schema):
    """A part of the list of changes, the oldest first."""

    results: list[ChangeOut]
    cursor: str = Field(description=N_("Keep it: with it you go on where you stopped, now or next week."))
    is_last: bool = Field(description=N_("Nothing more at this moment."))
    next: str | None = Field(None, description=N_("Address of the next part; null when this is the last."))


class Filters(Asked):
    """The filters of the directory; several values of one filter widen it."""

    q: str = Field("", max_length=200, description=N_("Words, in any script; misspelt ones are found too."))
    kind: list[Kind] = several(N_("Vocabulary kinds."))
    sector: list[Sector] = several(N_("Vocabulary sectors."))
    state: list[Found] = several(N_("Vocabulary states, or stale."))
    country_of_origin: list[Area] = several(N_("Roots in: vocabulary places."))
    country_of_residence: list[Area] = several(N_("Based in: vocabulary places."))
    active_in: list[Area] = several(N_("Active in: vocabulary places."))
    language: list[Tongue] = several(N_("Languages spoken: vocabulary languages."))
    town: list[str] = several(N_("Towns, as the map names them."))
    near: str = Field(
        "", max_length=80, description=N_("A town by its name in any script, or latitude,longitude.")
    )
    radius: int = Field(USUAL_RADIUS, ge=1, le=WIDEST, description=N_("Kilometres around “near”."))
    sort: Order | None = Field(
        None,
        description=N_("By name, the newest changes first, the best match of “q”, or the nearest to “near”."),
    )
    page: int = Field(1, ge=1, le=1_000_000, description=N_("A page after the last one is empty."))
    per_page: int = Field(25, ge=1, le=LARGEST_PAGE)


class Since(Asked):
    """From where on: a moment, a cursor, or from the beginning."""

    modified_since: Moment | None = Field(
        None,
        description=N_("ISO 8601 with its zone, like 2026-11-01T00:00:00Z. Does not count beside a cursor."),
    )
    cursor: str = Field("", max_length=120, description=N_("From an answer before this one."))
    limit: int = Field(100, ge=1, le=LARGEST_PAGE, description=N_("At most so many organisations."))
