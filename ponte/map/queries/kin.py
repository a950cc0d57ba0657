"""An organisation as a profile to be compared, and the keys under which others like it are found."""

from collections.abc import Iterable, Mapping
from typing import Any

from ponte.core import places
from ponte.core.matching import Named, Profile, keys_of
from ponte.map.models.vocabulary import ContactKind, NameKind, PlaceRole

WEB = {ContactKind.WEBSITE, ContactKind.FACEBOOK, ContactKind.INSTAGRAM, ContactKind.OTHER}
PHONES = {ContactKind.PHONE, ContactKind.WHATSAPP}
SITES = {ContactKind.FACEBOOK: "facebook.com", ContactKind.INSTAGRAM: "instagram.com"}


def profile_of(record: Mapping[str, Any]) -> Profile:
    """What a record says, as far as it tells whether two are one."""
    contacts = record["contacts"]
    return Profile(
        names=(Named(record["name"]), *map(named, record["names"])),
        web=tuple(address_of(row) for row in contacts if row["kind"] in WEB),
        mails=tuple(row["value"] for row in contacts if row["kind"] == ContactKind.EMAIL),
        phones=tuple(row["value"] for row in contacts if row["kind"] in PHONES),
        identifiers=tuple(
            (f"{row['scheme']} {row['register']}", row["value"]) for row in record["identifiers"]
        ),
        countries=countries(record["places"], PlaceRole.RESIDENCE),
        origins=countries(record["places"], PlaceRole.ORIGIN),
        towns=tuple(
            row["locality"]
            for row in record["places"]
            if row["role"] == PlaceRole.RESIDENCE and row["locality"]
        ),
        year=record["founded_year"],
    )


def kin_of(record: Mapping[str, Any]) -> set[str]:
    """The keys of a record in the index: words, sounds and digests of addresses, never an address itself."""
    return keys_of(profile_of(record))


def named(row: Mapping[str, str]) -> Named:
    """A further name."""
    return Named(row["text"], row["kind"] == NameKind.ACRONYM, row["kind"] == NameKind.FORMER)


def address_of(row: Mapping[str, str]) -> str:
    """A web address; of `@teranga` on Instagram the whole of it."""
    site = SITES.get(ContactKind(row["kind"]))
    value = row["value"].strip()
    bare = site and "/" not in value and not value.startswith("www.")
    return f"https://{site}/{value.removeprefix('@')}" if bare else value


def countries(rows: Iterable[Mapping[str, Any]], role: str) -> frozenset[str]:
    """Countries in this role; none when a region is among them, for any country may be meant."""
    areas = {row["area"] for row in rows if row["role"] == role}
    return frozenset() if any(places.is_region(area) for area in areas) else frozenset(areas)
