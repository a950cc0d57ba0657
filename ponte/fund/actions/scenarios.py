"""Dividing the money of a panel: by rank, or by the best total; kept, compared, taken over."""

import hashlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.fund.actions.panels import KIND, locked
from ponte.fund.actions.solving.portfolio import Candidate, Demand, Portfolio, best_portfolio
from ponte.fund.actions.verdicts import keep
from ponte.fund.models import Panel, Scenario
from ponte.fund.models.vocabulary import Decision, Method, PanelState
from ponte.fund.queries.envelope import told
from ponte.fund.queries.ranking import Ranked, ranked
from ponte.fund.queries.scenario_words import group_name, points_told

MOST = 6  # side by side
ASKED_AGAIN, SECONDS_AGAIN = 8, 4.0  # "what if this one were funded?"
MADE, GONE, TAKEN = "scenario_made", "scenario_gone", "scenario_taken"
verbs.declare_step(KIND, MADE, gettext_lazy("Scenario calculated"))
verbs.declare_step(KIND, GONE, gettext_lazy("Scenario removed"))
verbs.declare_step(KIND, TAKEN, gettext_lazy("Scenario taken over"))
Line = dict[str, Any]


def calculate(panel: Panel, *, values: Mapping[str, Any], by: Any) -> Scenario:
    """Work a scenario out and keep it. The solver runs outside of any transaction: it holds nobody up."""
    rows = ranked(panel)
    scenario = Scenario(panel=panel, created_by=by, **values)
    scenario.fingerprint = fingerprint(rows)
    if scenario.method == Method.RANK:
        scenario.lines, scenario.proof = by_rank(scenario, rows), {}
    else:
        scenario.lines, scenario.proof = by_best(scenario, rows)
    with transaction.atomic():
        now = locked(panel, PanelState.OPEN)
        if now.scenarios.count() >= MOST:
            raise Refused(
                ngettext(
                    "There is one scenario. Remove it first.",
                    "There are %(count)d scenarios. Remove one first.",
                    MOST,
                )
                % {"count": MOST}
            )
        if now.scenarios.filter(name=scenario.name).exists():
            raise Refused(_("There is a scenario of this name. Give another name."))
        scenario.panel = now
        scenario.save()
        changes.append(now, by=by, verb=MADE, values={"scenarios": {"before": "", "after": scenario.name}})
    return scenario


def fingerprint(rows: Iterable[Ranked]) -> str:
    """Changes when anything does that scenarios are made of."""
    said = [
        [row.application.pk, row.points, row.application.asked_minor, row.may_be_funded, sorted(row.groups)]
        for row in rows
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def candidate(row: Ranked, scenario: Scenario) -> Candidate:
    """Between which amounts it may be funded: never more than asked, never less than makes sense."""
    call = scenario.panel.call
    asked = min(row.application.asked_minor or 0, call.most_minor or row.application.asked_minor or 0)
    least = max(-(-asked * scenario.least_share // 100), min(call.least_minor or 0, asked))
    return Candidate(row.application.pk, row.points or 0, asked, least, row.groups)


def by_rank(scenario: Scenario, rows: Sequence[Ranked]) -> list[Line]:
    """The best ranked first, until the money is spent. The one at the line may get what is left."""
    left, places, line_at = scenario.envelope_minor, scenario.panel.call.places, 0
    lines: list[Line] = []
    for row in rows:
        if not row.may_be_funded:
            lines.append(_unfit(row))
            continue
        wanted = candidate(row, scenario)
        if places is not None and sum(line["amount"] > 0 for line in lines) >= places:
            lines.append(_line(row, 0, "places", {"places": places}))
        elif line_at:
            lines.append(_line(row, 0, "below", {"rank": line_at}))
        elif left < wanted.least:
            line_at = row.rank
            lines.append(_line(row, 0, "line", {"left": left, "least": wanted.least}))
        else:
            amount = min(left, wanted.asked)
            left -= amount
            lines.append(_funded(row, amount, "rank"))
    return lines


def by_best(scenario: Scenario, rows: Sequence[Ranked]) -> tuple[list[Line], dict[str, Any]]:
    """The best total of points under the floors, with the proof; and what each one left out would cost."""
    fit = [candidate(row, scenario) for row in rows if row.may_be_funded]
    demand = Demand(scenario.envelope_minor, dict(scenario.floors), scenario.panel.call.places)
    _refuse_floors(scenario, fit)
    best = best_portfolio(fit, demand)
    if best is None:
        raise Refused(_("These floors cannot all be met with this money. Lower one of them."))
    losses = what_if(fit, demand, best)
    lines = []
    for row in rows:
        if not row.may_be_funded:
            lines.append(_unfit(row))
        elif amount := best.amounts.get(row.application.pk, 0):
            lines.append(_funded(row, amount, "best"))
        else:
            lines.append(_line(row, 0, *losses.get(row.application.pk, ("beyond", {}))))
    proof = {"proven": best.proven, "points": best.points, "bound": best.bound}
    return lines, proof


def _refuse_floors(scenario: Scenario, fit: Sequence[Candidate]) -> None:
    for group, floor in scenario.floors.items():
        most = sum(each.asked for each in fit if group in each.groups)
        if floor > most:
            call = scenario.panel.call
            raise Refused(
                _("At least %(floor)s for %(group)s: but all that can be funded there asks for %(most)s.")
                % {"floor": told(call, floor), "group": group_name(group), "most": told(call, most)}
            )


def what_if(
    fit: Sequence[Candidate], demand: Demand, best: Portfolio
) -> dict[int, tuple[str, dict[str, Any]]]:
    """For the best ranked that are left out: how many points less the best total has with them, exactly."""
    started = time.monotonic()
    found: dict[int, tuple[str, dict[str, Any]]] = {}
    for each in [each for each in fit if each.key not in best.amounts][:ASKED_AGAIN]:
        left = SECONDS_AGAIN - (time.monotonic() - started)
        if left <= 0 or not best.proven:
            break
        try:
            other = best_portfolio(fit, replace(demand, must=frozenset({each.key})), seconds=left)
        except Refused:
            continue
        if each.least > demand.envelope or other is None:
            found[each.key] = ("impossible", {})
        elif other.proven:
            found[each.key] = ("loss", {"points": best.points - other.points})
    return found


def _funded(row: Ranked, amount: int, why: str) -> Line:
    asked = row.application.asked_minor or 0
    return _line(row, amount, why if amount >= asked else f"{why}_part", {"asked": asked})


def _unfit(row: Ranked) -> Line:
    if row.points is None:
        return _line(row, 0, "unread", {})
    return _line(
        row, 0, "minimum" if not row.standing.reaches_minimum else "no_amount", {"points": row.points}
    )


def _line(row: Ranked, amount: int, why: str, facts: dict[str, Any]) -> Line:
    return {"application": row.application.pk, "amount": amount, "why": why, "facts": facts}


@transaction.atomic
def remove_scenario(scenario: Scenario, *, by: Any) -> None:
    """It is not needed any more. Decisions taken over from it stay."""
    now = locked(scenario.panel, PanelState.OPEN)
    changes.append(now, by=by, verb=GONE, values={"scenarios": {"before": scenario.name, "after": ""}})
    scenario.delete()


@transaction.atomic
def take_over(scenario: Scenario, *, reserve: int, by: Any) -> int:
    """Write the scenario down as pending decisions; the best `reserve` left out go on the reserve list.

    How many changed. Refused when an application, its points or its amount are not what they were.
    """
    panel = locked(scenario.panel, PanelState.OPEN)
    rows = ranked(panel)
    if fingerprint(rows) != scenario.fingerprint:
        raise Refused(_("Applications or points have changed since this was calculated. Calculate it again."))
    amounts = {line["application"]: line["amount"] for line in scenario.lines}
    count, waiting = 0, 0
    for row in rows:
        if not by.has_perm("fund.change_verdict", row.verdict):
            continue
        values: dict[str, Any] = {"scenario": scenario, "feedback": row.verdict.feedback}
        if amount := amounts.get(row.application.pk, 0):
            values |= {
                "decision": Decision.AWARD,
                "amount_minor": amount,
                "conditions": row.verdict.conditions,
            }
        elif row.may_be_funded and waiting < reserve:
            waiting += 1
            values |= {"decision": Decision.RESERVE, "reserve_place": waiting}
        else:
            values |= {"decision": Decision.DECLINE, "reason": row.verdict.reason or reason_for(row)}
        count += keep(panel, row.verdict, values=values, by=by)
    changes.append(panel, by=by, verb=TAKEN, values={"scenarios": {"before": "", "after": scenario.name}})
    return count


def reason_for(row: Ranked) -> str:
    """A first sentence for whoever is not funded, in the language of the application; people add to it."""
    with override(row.application.language):
        if row.points is None:
            return _("The application could not be reviewed.")
        if not row.standing.reaches_minimum:
            return _("It has %(points)s of 100 points; that is less than the call asks for.") % {
                "points": points_told(row.points)
            }
        return _(
            "It was found good, with %(points)s of 100 points, but the money of the call is not enough."
        ) % {"points": points_told(row.points)}
