"""What of an organisation is passed on: to search engines, in shared links, on cards. Only what everybody sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import get_language

from ponte.core import places, wordings
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import UNLISTED, ContactKind, Kind, NameKind, PlaceRole, Visibility
from ponte.map.queries.organisation_page import profile_of
from ponte.map.queries.organisations import DESCRIPTION, organisations_visible_to
from ponte.map.queries.places_in_words import begun
from ponte.map.queries.sight import EVERYBODY, seen

NOT_FOR_PROFIT = {Kind.ASSOCIATION, Kind.FEDERATION, Kind.FOUNDATION, Kind.INFORMAL_GROUP, Kind.STUDENT}
SITES = (ContactKind.WEBSITE, ContactKind.FACEBOOK, ContactKind.INSTAGRAM)
LONGEST_SUMMARY = 200


@dataclass(frozen=True)
class Shared:
    """What everybody may know of an organisation, ready to be passed on."""

    organisation: Organisation
    description: str
    description_language: str

    @property
    def url(self) -> str:
        """Its page, in the language of the moment."""
        return settings.URL + self.organisation.get_absolute_url()

    @property
    def summary(self) -> str:
        """A sentence for whoever sees a link to it."""
        text = " ".join((self.description or self.whereabouts).split())
        return text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1].rstrip() + "…"

    @property
    def whereabouts(self) -> str:
        """From where to where, in short: countries, and the town where it is based."""
        roots = named_places(self.organisation, PlaceRole.ORIGIN)
        here = named_places(self.organisation, PlaceRole.RESIDENCE) or named_places(
            self.organisation, PlaceRole.ACTIVITY
        )
        return " – ".join(" · ".join(names[:3]) for names in (roots, here) if names)

    def contacts(self, *kinds: str) -> list[str]:
        """Ways to reach it that are for everybody."""
        return [row.value for row in self.organisation.contacts.all() if row.kind in kinds]


def is_for_everybody(organisation: Organisation) -> bool:
    """Whether a stranger sees that it exists."""
    return organisation.visibility == Visibility.PUBLIC and organisation.state not in UNLISTED


def shared(organisation: Organisation) -> Shared | None:
    """What may be passed on; None when a stranger is not to know of it. Its parts must have been fetched."""
    if not is_for_everybody(organisation):
        return None
    shown = seen(organisation, EVERYBODY)
    wording = None
    if EVERYBODY.sees(DESCRIPTION, organisation.shown_to):
        wording = wordings.best(organisation, DESCRIPTION, get_language() or "en")
    if wording is None or wording.is_missing:
        return Shared(shown, "", "")
    return Shared(shown, wording.text, wording.language)


def named_places(organisation: Organisation, role: str) -> list[str]:
    """The places of one role by name, a town with its country."""
    language = get_language() or "en"
    rows = [place for place in organisation.places.all() if place.role == role]
    names = [(place.locality, begun(places.name(place.area, language))) for place in rows]
    return list(dict.fromkeys(", ".join(part for part in name if part) for name in names))


def structured(passed: Shared) -> dict[str, Any]:
    """The organisation in the words of schema.org, without what is not known."""
    row, profile = passed.organisation, profile_of(passed.organisation, EVERYBODY)
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NGO" if row.kind in NOT_FOR_PROFIT else "Organization",
        "@id": passed.url,
        "url": passed.url,
        "name": row.name,
        "alternateName": [name.text for name in row.names.all() if name.kind != NameKind.FORMER],
        "description": passed.description,
        "identifier": [identifier(one) for one in profile.identifiers],
        "sameAs": passed.contacts(*SITES),
        "email": passed.contacts(ContactKind.EMAIL),
        "telephone": passed.contacts(ContactKind.PHONE),
        "address": [address(place) for place in row.places.all() if is_address(place)],
        "areaServed": named_places(row, PlaceRole.ACTIVITY),
        "knowsLanguage": list(row.languages),
        "foundingDate": str(row.founded_year or ""),
        "dissolutionDate": row.dissolved_on.isoformat() if row.dissolved_on else "",
    }
    return {name: value for name, value in facts.items() if value}


def identifier(row: Any) -> dict[str, str]:
    """A number in a register."""
    return {"@type": "PropertyValue", "propertyID": row.scheme, "value": row.value}


def is_address(place: Any) -> bool:
    """Whether a place is where it is based, in a country."""
    return place.role == PlaceRole.RESIDENCE and not places.is_region(place.area)


def address(place: Any) -> dict[str, str]:
    """A place as an address, as exactly as it is shown."""
    found = {"@type": "PostalAddress", "addressCountry": places.alpha_2(place.area)}
    return found | ({"addressLocality": place.locality} if place.locality else {})


def pages_for_everybody() -> "QuerySet[Organisation]":
    """Every organisation that a search engine may show."""
    return organisations_visible_to(AnonymousUser())


def count_for_everybody() -> int:
    """How many there are."""
    return pages_for_everybody().count()


def addresses_for_everybody(start: int, end: int) -> Iterator[tuple[str, datetime]]:
    """The reference of each with the moment it changed, in one statement."""
    rows = pages_for_everybody().order_by("pk").values_list("reference", "changed_at")
    return rows[start:end].iterator(2_000)
