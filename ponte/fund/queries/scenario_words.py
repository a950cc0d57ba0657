"""What scenarios say: why somebody is funded or not, what the floors are about, how they compare."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy, ngettext, ngettext_lazy
from django.utils.translation import gettext as _

from ponte.core import places
from ponte.core.money import Money
from ponte.fund.models import Call, Panel, Scenario
from ponte.fund.queries.envelope import told
from ponte.fund.queries.ranking import COUNTRY, REGION, SECTOR, Ranked
from ponte.map.models.vocabulary import Sector

AMOUNTS = ("asked", "left", "least")
WHY = {
    "rank": gettext_lazy("Gets all it asked for."),
    "best": gettext_lazy("Gets all it asked for."),
    "rank_part": gettext_lazy("Gets what is left; it asked for %(asked)s."),
    "best_part": gettext_lazy("Gets a part; it asked for %(asked)s."),
    "line": gettext_lazy("The money ends here: %(left)s are left, at least %(least)s are needed."),
    "below": gettext_lazy("Below the line, which is at rank %(rank)d."),
    "places": ngettext_lazy("The only place is taken.", "All %(places)d places are taken.", "places"),
    "minimum": gettext_lazy("Has fewer points than the call asks for."),
    "unread": gettext_lazy("Has no points yet."),
    "no_amount": gettext_lazy("Does not say how much it asks for."),
    "loss": ngettext_lazy(
        "With it, the best total would be one point lower.",
        "With it, the best total would be %(points)s points lower.",
        "number",
    ),
    "as_good": gettext_lazy("With it the total is as good: there is more than one best choice."),
    "impossible": gettext_lazy("With it, the floors and the money cannot be met."),
    "beyond": gettext_lazy("Others bring more points for the money."),
}


def group_name(group: str) -> str:
    """A region, a country or a sector by its code, in the reader's language."""
    kind, _colon, code = group.partition(":")
    if kind == SECTOR:
        return str(Sector(code).label) if code in Sector.values else code
    return places.name(code, get_language() or "en")


def groups_in(rows: list[Ranked]) -> list[tuple[str, str]]:
    """What floors may be about in this panel: (code, name), regions first."""
    order = (REGION, COUNTRY, SECTOR)
    found = {group for row in rows for group in row.groups}
    named = [(order.index(group.partition(":")[0]), group_name(group), group) for group in found]
    return [(group, name) for _kind, name, group in sorted(named)]


def points_told(points: int) -> str:
    """Hundredths as people write them."""
    return number_format(points / 100, decimal_pos=0 if points % 100 == 0 else 2)


def counted(points: int) -> int:
    """The number that chooses the plural form: parts of a point take that of the hundreds everywhere."""
    return points // 100 if points % 100 == 0 else 100


def sentence(line: Mapping[str, Any], call: Call) -> str:
    """Why, in the reader's language."""
    why, facts = line["why"], dict(line["facts"])
    if why == "loss" and not facts["points"]:
        why = "as_good"
    for name, value in line["facts"].items():
        if name in AMOUNTS:
            facts[name] = told(call, value)
        elif name == "points":
            facts |= {name: points_told(value), "number": counted(value)}
    return str(WHY.get(why, WHY["beyond"]) % facts)


@dataclass(frozen=True)
class Column:
    """One scenario beside the others."""

    scenario: Scenario
    is_old: bool
    cells: dict[int, "Cell"]
    total: Money
    left: Money
    points: str
    count: int
    floors: list[tuple[str, Money, Money, bool]] = field(default_factory=list)

    @property
    def told_proof(self) -> str:
        """Whether it is the best there is."""
        proof = self.scenario.proof
        if not proof:
            return ""
        if proof["proven"]:
            return _("Proven: no choice has more points.")
        more = proof["bound"] - proof["points"]
        words = ngettext(
            "Not proven in time: another choice may have one point more.",
            "Not proven in time: another choice may have up to %(points)s points more.",
            counted(more),
        )
        return words % {"points": points_told(more)}


@dataclass(frozen=True)
class Cell:
    """What one scenario says about one application."""

    amount: Money | None
    why: str


def columns(panel: Panel, rows: list[Ranked], fingerprint: str) -> list[Column]:
    """All scenarios of a panel, with the reasons for these rows."""
    return [_column(scenario, panel, rows, fingerprint) for scenario in panel.scenarios.order_by("pk")]


def _column(scenario: Scenario, panel: Panel, rows: list[Ranked], fingerprint: str) -> Column:
    scenario.panel, call = panel, panel.call
    by_key = {row.application.pk: row for row in rows}
    funded = [line for line in scenario.lines if line["amount"]]
    total = sum(line["amount"] for line in funded)
    points = sum(by_key[line["application"]].points or 0 for line in funded if line["application"] in by_key)
    floors = []
    for group, floor in scenario.floors.items():
        given = sum(
            line["amount"]
            for line in funded
            if line["application"] in by_key and group in by_key[line["application"]].groups
        )
        floors.append(
            (group_name(group), Money(given, call.currency), Money(floor, call.currency), given >= floor)
        )
    return Column(
        scenario=scenario,
        is_old=scenario.fingerprint != fingerprint,
        cells={
            line["application"]: Cell(
                Money(line["amount"], call.currency) if line["amount"] else None, sentence(line, call)
            )
            for line in scenario.lines
        },
        total=Money(total, call.currency),
        left=Money(scenario.envelope_minor - total, call.currency),
        points=points_told(points),
        count=len(funded),
        floors=floors,
    )
