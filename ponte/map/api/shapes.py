"""The forms of what the API tells of organisations: read by its description, by tests, and by people."""

from typing import Any

from django.utils.translation import gettext_noop as N_
from ninja import Field, Schema

from ponte.core.api import Asked
from ponte.map.models.vocabulary import Kind, PlaceRole, Sector, State

LARGEST_PAGE = 200


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

    q: str = Field("", max_length=200, description=N_("Words of names."))
    kind: list[Kind] = Field(default_factory=list, max_length=30, description=N_("Vocabulary kinds."))
    sector: list[Sector] = Field(default_factory=list, max_length=30, description=N_("Vocabulary sectors."))
    state: list[str] = Field(
        default_factory=list, max_length=10, description=N_("Vocabulary states, or stale.")
    )
    country_of_origin: list[str] = Field(
        default_factory=list, max_length=30, description=N_("Roots in: vocabulary places.")
    )
    country_of_residence: list[str] = Field(
        default_factory=list, max_length=30, description=N_("Based in: vocabulary places.")
    )
    active_in: list[str] = Field(
        default_factory=list, max_length=30, description=N_("Active in: vocabulary places.")
    )
    language: list[str] = Field(
        default_factory=list, max_length=30, description=N_("Languages spoken: vocabulary languages.")
    )
    sort: str = Field(
        "name", pattern="^(name|changed)$", description=N_("name, or changed (the newest first).")
    )
    page: int = Field(1, ge=1, le=1_000_000, description=N_("A page after the last one is empty."))
    per_page: int = Field(25, ge=1, le=LARGEST_PAGE)


class Since(Asked):
    """From where on: a moment, a cursor, or from the beginning."""

    modified_since: str = Field(
        "", max_length=40, description=N_("ISO 8601 with its zone, like 2026-11-01T00:00:00Z.")
    )
    cursor: str = Field("", max_length=120, description=N_("From an answer before this one."))
    limit: int = Field(100, ge=1, le=LARGEST_PAGE, description=N_("At most so many organisations."))
