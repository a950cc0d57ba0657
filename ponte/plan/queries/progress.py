"""How far an engagement is, by the headings of the model; what is missing, and why it matters.

Plan tells its own headings (4.1 and 4.2.7); domains above add theirs to `headings` in AppConfig.ready().
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ponte.core.registries import Registry
from ponte.map.models import Organisation, OrganisationPlace
from ponte.map.models.vocabulary import UNLISTED, PlaceRole
from ponte.plan.models import Engagement
from ponte.plan.models.vocabulary import CriterionState, Heading


@dataclass(frozen=True)
class Standing:
    """How far one heading is: the sentences of what is missing, and what is there in a few words."""

    missing: list[str] = field(default_factory=list)
    there: str = ""

    @property
    def is_done(self) -> bool:
        """Nothing is missing."""
        return not self.missing


@dataclass(frozen=True)
class Chapter:
    """A heading of the model: its number and title, why it matters, how far it is, and where it is done."""

    number: str
    title: str | Promise
    why: str | Promise
    standing: Callable[[Engagement], Standing]
    url: Callable[[Engagement], str]


headings: Registry[Chapter] = Registry()


def scope(engagement: Engagement) -> Standing:
    """4.1.1"""
    wanted = {
        "objectives": _("the objectives"),
        "origins": _("the countries of origin"),
        "residences": _("the countries of residence"),
        "phases": _("the kind of work"),
        "owner_id": _("who leads it"),
        "starts_on": _("when it begins"),
        "triggers": _("what started it, and what would end it early"),
    }
    return Standing([label for name, label in wanted.items() if not getattr(engagement, name)])


def environment(engagement: Engagement) -> Standing:
    """4.1.2"""
    countries = countries_of(engagement)
    found = engagement.findings.filter(country__in=countries).count()
    wanted = len(Heading.choices) * len(countries)
    there = _("%(found)d of %(wanted)d answers") % {"found": found, "wanted": wanted}
    if not countries:
        return Standing([_("countries to look at")])
    if found < wanted:
        return Standing([_("answers with their source: %(number)d") % {"number": wanted - found}], there)
    return Standing(there=there)


def countries_of(engagement: Engagement) -> list[str]:
    """The countries it looks at: where people live first, then where they come from."""
    return list(dict.fromkeys([*engagement.residences, *engagement.origins]))


def stakeholders(engagement: Engagement) -> Standing:
    """4.1.3"""
    number = engagement.parties.count()
    if not number:
        return Standing([_("institutions and others to reckon with")])
    return Standing(there=_("on the list: %(number)d") % {"number": number})


def mapping(engagement: Engagement) -> Standing:
    """4.1.4"""
    number = organisations_of(engagement)
    there = _("known organisations of these countries: %(number)d") % {"number": number}
    missing = [] if number else [_("organisations of these countries in the directory")]
    if not engagement.needs:
        missing.append(_("a summary of what is needed"))
    return Standing(missing, there)


def organisations_of(engagement: Engagement) -> int:
    """How many on the register have roots in one of its countries and are based in another."""
    places = OrganisationPlace.objects.filter(organisation=OuterRef("pk")).order_by()
    roots = places.filter(role=PlaceRole.ORIGIN, area__in=engagement.origins)
    based = places.filter(role=PlaceRole.RESIDENCE, area__in=engagement.residences)
    return Organisation.objects.exclude(state__in=UNLISTED).filter(Exists(roots), Exists(based)).count()


def leaving(engagement: Engagement) -> Standing:
    """4.2.7"""
    states = list(engagement.criteria.values_list("state", flat=True))
    missing = []
    if not states:
        missing.append(_("conditions for leaving"))
    if not engagement.hand_over_plan:
        missing.append(_("a plan of the hand-over"))
    if not (engagement.successor_id or engagement.successor_note):
        missing.append(_("the body that goes on"))
    if engagement.ends_on is None:
        missing.append(_("a day on which it is to end"))
    met = states.count(CriterionState.MET)
    return Standing(missing, _("%(met)d of %(number)d conditions met") % {"met": met, "number": len(states)})


def to(name: str) -> Callable[[Engagement], str]:
    """The page of this name of an engagement."""
    return lambda engagement: reverse(name, args=[engagement.reference])


OWN = (
    Chapter(
        "4.1.1",
        pgettext_lazy("of an engagement", "Scope"),
        gettext_lazy("Who is asked to take part has to know what for, with whom and until when."),
        scope,
        to("plan:edit"),
    ),
    Chapter(
        "4.1.2",
        gettext_lazy("Environment"),
        gettext_lazy("What the law allows decides what organisations can promise, collect and send."),
        environment,
        to("plan:environment"),
    ),
    Chapter(
        "4.1.3",
        gettext_lazy("Stakeholders"),
        gettext_lazy("Somebody left out at the beginning can stop everything at the end."),
        stakeholders,
        to("plan:parties"),
    ),
    Chapter(
        "4.1.4",
        gettext_lazy("Map and needs"),
        gettext_lazy("One invites those one knows: the others are missed twice."),
        mapping,
        to("plan:edit"),
    ),
    Chapter(
        "4.2.7",
        gettext_lazy("Leaving well"),
        gettext_lazy("What stands only while the office holds it falls when the money ends."),
        leaving,
        to("plan:leaving"),
    ),
)


# The arches of the bridge: a word each, and the headings it stands for.
ARCHES = (
    (pgettext_lazy("of an engagement", "Scope"), ("4.1.1",)),
    (gettext_lazy("Law"), ("4.1.2",)),
    (gettext_lazy("Stakeholders"), ("4.1.3", "4.1.4")),
    (gettext_lazy("Tables"), ("4.2.1", "4.2.2")),
    (gettext_lazy("People"), ("4.2.3", "4.2.4")),
    (gettext_lazy("Work"), ("4.2.5", "4.2.6")),
    (gettext_lazy("Leaving"), ("4.2.7",)),
)


def bridge_of(progress: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The headings as seven arches: built, the first that is not, and those to come."""
    done = {row["chapter"].number for row in progress if row["standing"].is_done}
    built = [all(number in done for number in numbers) for _label, numbers in ARCHES]
    first = built.index(False) if False in built else len(built)
    return [
        {"label": label, "state": "done" if built[place] else "now" if place == first else "next"}
        for place, (label, _numbers) in enumerate(ARCHES)
    ]


def progress_of(engagement: Engagement) -> list[dict[str, Any]]:
    """Every heading in the order of the model: done, the first that is not (now), and those to come."""
    rows, is_first = [], True
    for chapter in sorted(headings, key=lambda one: one.number):
        standing = chapter.standing(engagement)
        state = "done" if standing.is_done else "now" if is_first else "next"
        is_first = is_first and standing.is_done
        rows.append(
            {
                "chapter": chapter,
                "label": chapter.title,
                "standing": standing,
                "state": state,
                "url": chapter.url(engagement),
            }
        )
    return rows
