"""Taking out of a text what would name an applicant: names in all scripts, addresses, numbers, people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import combining, normalize

from django.utils.translation import gettext as _

from ponte.core.matching.addresses import domain_of, web_of
from ponte.fund.models import Application, Partner
from ponte.map.models import Membership, Organisation, OrganisationContact, OrganisationName, Representative

SHORTEST, ACRONYM = 3, 5
_SOME = r"[\s\-–—_.'’\"«»“”]+"
_BETWEEN = re.compile(_SOME)
_ADDRESSES = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Mask:
    """What must not be read. Any mail or web address goes as well: it is the shortest way to a name."""

    names: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Names in any case and with any blanks or hyphens between their words; the longest come first."""
        told = sorted({name.strip() for name in self.names}, key=lambda name: (-len(name), name))
        written = [_written(name) for name in told if len(name) >= SHORTEST]
        if not written:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """The text with a sign where something was."""
        sign = _("[hidden]")
        text = _ADDRESSES.sub(sign, text)
        return self.pattern.sub(sign, text) if self.pattern else text

    def hits(self, text: str) -> bool:
        """Something in it would name the applicant."""
        return self(text) != text


NOTHING_HIDDEN = Mask(())


def _written(name: str) -> str:
    """What finds a name, with its accents or without; short ones, like acronyms, only as they are written."""
    spelled = dict.fromkeys([name, _plain(name)])
    found = "|".join(_SOME.join(re.escape(word) for word in _BETWEEN.split(each) if word) for each in spelled)
    return f"(?-i:{found})" if len(name) < ACRONYM else f"(?:{found})"


def _plain(name: str) -> str:
    return "".join(char for char in normalize("NFKD", name) if not combining(char))


def mask_of(application: Application) -> Mask:
    """The mask of one application."""
    return masks_of([application])[application.pk]


def masks_of(applications: Sequence[Application]) -> dict[int, Mask]:
    """{application: everything by which the applicant, its host and its partners are known}, in six statements."""
    names: dict[int, list[str]] = {row.pk: [] for row in applications}
    sides: dict[int, set[int]] = {}
    for row in applications:
        for key in (row.organisation_id, row.host_id):
            if key:
                sides.setdefault(key, set()).add(row.pk)
    for partner in Partner.objects.filter(application__in=list(names)).order_by("pk"):
        names[partner.application_id].append(partner.name)
        if partner.organisation_id:
            sides.setdefault(partner.organisation_id, set()).add(partner.application_id)
    for organisation, told in (*_names_of(list(sides)), *_people_of(list(sides)), *_ways_to(list(sides))):
        for application in sides[organisation]:
            names[application].append(told)
    return {key: Mask(tuple(told)) for key, told in names.items()}


Told = Iterator[tuple[int, str]]  # organisation, what would name it


def _names_of(keys: list[int]) -> Told:
    yield from Organisation.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "name")
    further = OrganisationName.objects.filter(organisation__in=keys).order_by("pk")
    yield from further.values_list("organisation_id", "text")


def _people_of(keys: list[int]) -> Told:
    speakers = Representative.objects.filter(organisation__in=keys).order_by("pk")
    yield from speakers.values_list("organisation_id", "name")
    members = Membership.objects.filter(organisation__in=keys).order_by("pk")
    yield from members.values_list("organisation_id", "person__name")


def _ways_to(keys: list[int]) -> Told:
    """Numbers as they are written, and the domain of what has one, as it stands in running text."""
    rows = OrganisationContact.objects.filter(organisation__in=keys).order_by("pk")
    for organisation, value in rows.values_list("organisation_id", "value"):
        web = web_of(value) if "." in value else None
        own = (web.site if web else "") or (domain_of(value) if "@" in value else "")
        yield from ((organisation, value), (organisation, own))
