"""What may bind a person to an applicant, found by itself: a hint to look at, never a judgement."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ponte.core.matching.addresses import domain_of
from ponte.core.text import words
from ponte.fund.models import Application, Partner
from ponte.map.models import Affiliation, Membership, OrganisationContact, Representative
from ponte.map.models.vocabulary import ContactKind

MEMBER, MEMBER_ONCE, ADDRESS, DOMAIN, FAMILY, PARTNER = (
    "member",
    "once",
    "address",
    "domain",
    "family",
    "partner",
)
# In the order of how much they say.
SENTENCES = {
    MEMBER: _("is a member of the applicant, its host or a partner"),
    MEMBER_ONCE: _("was a member of the applicant, its host or a partner"),
    ADDRESS: _("has an e-mail address that the applicant gave as its own"),
    DOMAIN: _("has an e-mail address at the same place as the applicant"),
    FAMILY: _("has the same family name as somebody who speaks for the applicant"),
    PARTNER: _("is a member of an organisation that worked or works together with the applicant"),
}
SENTENCES_TO_ONESELF = {
    MEMBER: _("You are a member of the applicant, its host or a partner."),
    MEMBER_ONCE: _("You were a member of the applicant, its host or a partner."),
    ADDRESS: _("The applicant gave your e-mail address as its own."),
    DOMAIN: _("Your e-mail address is at the same place as theirs."),
    FAMILY: _("Somebody who speaks for them has the same family name as you."),
    PARTNER: _("You are a member of an organisation that worked or works together with them."),
}
FORBIDDING = frozenset({MEMBER})
Pair = tuple[int, int]  # person, application


def hints_between(people: Collection[Any], applications: Collection[Application]) -> dict[Pair, list[str]]:
    """{(person, application): hints, the strongest first} for all pairs that have any, in seven statements."""
    on_side_of = _sides(applications)
    found: dict[Pair, set[str]] = defaultdict(set)
    for person, organisation, hint in _told(people, set(on_side_of)):
        for application in on_side_of[organisation]:
            found[person, application].add(hint)
    order = list(SENTENCES)
    return {pair: sorted(hints, key=order.index) for pair, hints in found.items()}


def _sides(applications: Collection[Application]) -> dict[int, set[int]]:
    """{organisation: the applications on whose side it stands}."""
    keys = [row.pk for row in applications]
    partners = Partner.objects.filter(application__in=keys, organisation__isnull=False).order_by()
    given: list[tuple[int | None, int]] = [
        *((row.organisation_id, row.pk) for row in applications),
        *((row.host_id, row.pk) for row in applications),
        *partners.values_list("organisation_id", "application_id"),
    ]
    found: dict[int, set[int]] = defaultdict(set)
    for organisation, application in given:
        if organisation is not None:
            found[organisation].add(application)
    return found


def _told(people: Collection[Any], organisations: set[int]) -> Iterator[tuple[int, int, str]]:
    """(person, organisation, hint)."""
    member_of: dict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(person__in=people).order_by("pk")
    for person, organisation, ended_at in rows.values_list("person_id", "organisation_id", "ended_at"):
        member_of[person].add(organisation)
        if organisation in organisations:
            yield person, organisation, MEMBER if ended_at is None else MEMBER_ONCE
    yield from _by_names(people, organisations)
    yield from _by_addresses(people, organisations)
    together = _together(organisations)
    for person, own in member_of.items():
        for mine in own:
            for other in together.get(mine, set()) - own:
                yield person, other, PARTNER


def _by_names(people: Iterable[Any], organisations: set[int]) -> Iterator[tuple[int, int, str]]:
    """The last word of a name is taken for the family's, and the first where that is how names are written."""
    holders: dict[str, set[int]] = defaultdict(set)
    speakers = Representative.objects.filter(organisation__in=organisations).order_by()
    members = Membership.objects.filter(organisation__in=organisations).order_by()
    named = [
        *speakers.values_list("organisation_id", "name"),
        *members.values_list("organisation_id", "person__name"),
    ]
    for organisation, name in named:
        for word in family_names(name):
            holders[word].add(organisation)
    for person in people:
        for word in family_names(person.name):
            for organisation in holders.get(word, ()):
                yield person.pk, organisation, FAMILY


def family_names(name: str) -> set[str]:
    """The words of a full name that may be a family's: all but the first; none of a single word."""
    return {word for word in words(name)[1:] if len(word) > 1}


def _by_addresses(people: Iterable[Any], organisations: set[int]) -> Iterator[tuple[int, int, str]]:
    holders: dict[str, set[int]] = defaultdict(set)
    mails = OrganisationContact.objects.filter(organisation__in=organisations, kind=ContactKind.EMAIL)
    speakers = Representative.objects.filter(organisation__in=organisations).exclude(email="")
    given = [
        *mails.order_by().values_list("organisation_id", Lower("value")),
        *speakers.order_by().values_list("organisation_id", Lower("email")),
    ]
    for organisation, mail in given:
        holders[mail].add(organisation)
        if domain := domain_of(mail):
            holders[domain].add(organisation)
    for person in people:
        mail = person.email.lower()
        for organisation in holders.get(mail, ()):
            yield person.pk, organisation, ADDRESS
        for organisation in holders.get(domain_of(mail) or "", set()) - holders.get(mail, set()):
            yield person.pk, organisation, DOMAIN


def _together(organisations: set[int]) -> dict[int, set[int]]:
    """{organisation: those of `organisations` it worked with}: partners, hosts, members of one federation."""
    found: dict[int, set[int]] = defaultdict(set)
    partners = Partner.objects.filter(organisation__isnull=False).filter(
        Q(application__organisation__in=organisations) | Q(organisation__in=organisations)
    )
    hosted = Application.objects.filter(organisation__in=organisations, host__isnull=False)
    federated = Affiliation.objects.filter(Q(member__in=organisations) | Q(federation__in=organisations))
    pairs = [
        *partners.order_by().values_list("organisation_id", "application__organisation_id"),
        *hosted.order_by().values_list("host_id", "organisation_id"),
        *federated.order_by().values_list("federation_id", "member_id"),
    ]
    for one, other in pairs:
        for mine, theirs in ((one, other), (other, one)):
            if mine is not None and theirs in organisations:
                found[mine].add(theirs)
    return found
