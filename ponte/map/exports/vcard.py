"""An organisation as a vCard 4 (RFC 6350), as far as everybody may know it."""

from collections.abc import Iterator
from datetime import UTC

from django.utils.translation import get_language

from ponte.core import places
from ponte.map.models import OrganisationName, OrganisationPlace
from ponte.map.models.vocabulary import ContactKind, NameKind, PlaceRole
from ponte.map.queries.sharing import SITES, Shared

WIDTH = 75  # bytes in a line
ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", "\n": "\\n", "\r": None})
PHONES = (ContactKind.PHONE, ContactKind.WHATSAPP)


def vcard(passed: Shared) -> str:
    """The card, its lines ended and folded as the standard wants."""
    return "".join(folded(line) for line in lines(passed))


def lines(passed: Shared) -> Iterator[str]:
    """Line by line."""
    row = passed.organisation
    yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:org", f"UID:{passed.url}", f"SOURCE:{passed.url}")
    yield f"FN{language(row.name_language)}:{text(row.name)}"
    yield f"ORG:{part(row.name)}"
    yield from (called(name) for name in row.names.all() if name.kind != NameKind.FORMER)
    yield from ways_to_reach(passed)
    for place in row.places.all():
        if place.role == PlaceRole.RESIDENCE:
            yield from address(place)
    for number, code in enumerate(row.languages, 1):
        yield f"LANG;PREF={min(number, 100)}:{text(code)}"
    if passed.description:
        yield f"NOTE{language(passed.description_language)}:{text(passed.description)}"
    yield f"REV:{row.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def called(name: OrganisationName) -> str:
    """A further name."""
    property_ = "NICKNAME" if name.kind == NameKind.ACRONYM else f"FN{language(name.language)}"
    return f"{property_}:{text(name.text)}"


def ways_to_reach(passed: Shared) -> Iterator[str]:
    """Telephones, addresses of mails and sites."""
    yield from (f"TEL;VALUE=uri:tel:{dialled(number)}" for number in passed.contacts(*PHONES))
    yield from (f"EMAIL:{text(mail)}" for mail in passed.contacts(ContactKind.EMAIL))
    yield from (f"URL:{plain(site)}" for site in passed.contacts(*SITES))


def address(place: OrganisationPlace) -> Iterator[str]:
    """Where it is based, as exactly as it is shown."""
    country = places.name(place.area, get_language() or "en")
    yield f"ADR:;;;{part(place.locality)};;;{part(country)}"
    if place.latitude is not None:
        yield f"GEO:geo:{place.latitude},{place.longitude}"


def plain(value: str) -> str:
    """A value in one line, without anything a reader could take for a line of its own."""
    return "".join(character for character in value if character.isprintable())


def text(value: str) -> str:
    """A text: what means something to the format is marked as meaning nothing."""
    kept = "".join(
        character for character in value if character.isprintable() or character in "\n\u200c\u200d"
    )
    return kept.translate(ESCAPED)


def part(value: str) -> str:
    """A text that is one of several with semicolons between them."""
    return text(value).replace(";", "\\;")


def language(code: str) -> str:
    """In which language a value is."""
    kept = "".join(part for part in code if part.isascii() and (part.isalnum() or part == "-"))
    return f";LANGUAGE={kept}" if kept else ""


def dialled(number: str) -> str:
    """The digits of a telephone number."""
    return "".join(part for part in number if part in "+0123456789")


def folded(line: str) -> str:
    """A line in pieces of at most 75 bytes; no letter is cut."""
    pieces, width = [""], 0
    for character in line:
        size = len(character.encode())
        if width + size > WIDTH:
            pieces.append(" ")
            width = 1
        pieces[-1] += character
        width += size
    return "\r\n".join(pieces) + "\r\n"
