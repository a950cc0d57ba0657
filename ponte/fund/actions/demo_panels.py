"""The demo: one panel whose decisions two people released, and one that compares three ways to divide the money."""

from collections.abc import Mapping, Sequence

from ponte.fund.actions import panels, scenarios
from ponte.fund.actions.demo_applications import Line, Rows
from ponte.fund.actions.demo_calls import DANGEROUS, People, days
from ponte.fund.actions.interests import declare_interests
from ponte.fund.actions.telling import tell
from ponte.fund.actions.verdicts import FIELDS
from ponte.fund.lifecycles import award as life_of_award
from ponte.fund.lifecycles import call as life_of_call
from ponte.fund.lifecycles import panel as life_of_panel
from ponte.fund.models import Award, Call, Panel, Verdict, Vote
from ponte.fund.models.vocabulary import Choice, Decision, Method, Telling
from ponte.fund.queries.telling import untold

LEFT_TO_TELL = 3  # nobody reached these by telephone yet
CONDITION = "Begin after you have sent us the agreement with your partner there."
FEEDBACK = (
    "What convinced us: those who know the need do the work. For the next time: say who keeps the accounts."
)
WHY_NOT = (
    "Others showed more clearly what changes for whom. Ask us to look at your next draft before you send it."
)


def create(calls: Mapping[str, Call], rows: Mapping[str, Rows], people: People) -> None:
    """The award is decided, the emergency is on the table."""
    decided(calls["award"], rows["award"], people)
    on_the_table(calls["emergency"], people)


def convened(call: Call, title: str, envelope: int, people: People, *, met: float) -> Panel:
    """Chiara in the chair, and Bruno; both declare that they are near to nobody."""
    values = {"title": title, "envelope_minor": envelope, "quorum": 2, "meets_on": days(met).date()}
    panel = panels.add_panel(call, values=values, by=people["chiara"])
    for key in ("chiara", "bruno"):
        panels.add_member(panel, people[key], is_chair=key == "chiara", by=people["chiara"])
    life_of_panel.lifecycle.perform("open", panel, by=people["chiara"], at=days(met - 2))
    for key in ("chiara", "bruno"):
        declare_interests(panel, near=(), kind="", reason="", by=people[key])
    return panel


def decided(call: Call, rows: Rows, people: People) -> None:
    """Voted on, and released by two people 50 days after the deadline."""
    panel = convened(call, "Panel of the training award (demo)", call.pot_minor or 0, people, met=-50)
    told = {row.pk: line for row, line in rows}
    waiting = panel.verdicts.select_related("application").order_by("-application__points", "pk")
    listed = list(waiting)
    say(listed, [told[verdict.application_id] for verdict in listed], call.pot_minor or 0)
    Verdict.objects.bulk_update(listed, [*FIELDS, "round"])
    Vote.objects.bulk_create(
        Vote(verdict=verdict, member=member, round=verdict.round, choice=Choice.YES, cast_at=days(-50))
        for verdict in listed
        for member in panel.members.all()
    )
    for key in ("chiara", "bruno"):
        life_of_panel.lifecycle.perform("release", panel, by=people[key], at=days(-45))
    life_of_call.lifecycle.perform("decide", call, by=people["chiara"], at=days(-44))
    for verdict in untold().filter(panel=panel).order_by("pk")[LEFT_TO_TELL:]:
        tell(verdict, how=Telling.PHONE, on=days(-43).date(), note="", by=people["chiara"])
    in_the_register(call)


DECISIONS = {
    "awarded": Decision.AWARD.value,
    "reserve": Decision.RESERVE.value,
    "declined": Decision.DECLINE.value,
}


def say(listed: Sequence[Verdict], told: Sequence[Line], left: int) -> None:
    """What the panel proposes for each, best ranked first, until the money is spent."""
    place = 0
    for verdict, line in zip(listed, told, strict=True):
        row = verdict.application
        verdict.decision, verdict.feedback = DECISIONS[line["state"]], FEEDBACK
        verdict.round += 1
        if verdict.decision == Decision.AWARD:
            verdict.amount_minor = min(left, row.asked_minor or 0)
            verdict.conditions = "" if row.country == "ITA" else CONDITION
            left -= verdict.amount_minor
        elif verdict.decision == Decision.RESERVE:
            place += 1
            verdict.reserve_place = place
        else:
            verdict.reason = WHY_NOT


def in_the_register(call: Call) -> None:
    """These associations agreed to be named, where a name is no danger; most of them accepted."""
    for award in Award.objects.filter(call=call).exclude(country__in=DANGEROUS).order_by("pk"):
        award.names_recipient = True
        award.save()
    for award in Award.objects.filter(call=call).order_by("pk")[:5]:
        life_of_award.lifecycle.perform("accept", award, by=None, at=days(-40))


def on_the_table(call: Call, people: People) -> None:
    """Three scenarios side by side, and nothing decided yet."""
    panel = convened(call, "Emergency panel (demo)", call.pot_minor or 0, people, met=-1)
    common = {"envelope_minor": call.pot_minor, "least_share": 70}
    floors = {"sector:food_and_relief_items": 2_500_000}
    for name, method, more in (
        ("By rank", Method.RANK, {}),
        ("Best total", Method.BEST, {}),
        ("Best total, relief first", Method.BEST, {"floors": floors}),
    ):
        scenarios.calculate(
            panel, values={"name": name, "method": method, **common, **more}, by=people["chiara"]
        )
