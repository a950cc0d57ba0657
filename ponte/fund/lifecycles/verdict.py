"""What may still happen to a decision that is released: somebody on the reserve list is called up."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from ponte.fund.lifecycles.deciding import decide
from ponte.fund.models import Application, Panel, Verdict
from ponte.fund.models.vocabulary import ApplicationState, Decision, VerdictState
from ponte.fund.queries.envelope import given_by_panel, refuse_what_exceeds, told


def it_waits_on_the_reserve_list(verdict: Verdict) -> None:
    """Only who was put there, and is still there."""
    if verdict.decision != Decision.RESERVE or verdict.application.state != ApplicationState.RESERVE:
        raise Refused(_("This application is not on the reserve list."))


def call_up(move: Move) -> None:
    """An award like any other: call and panel are locked, and the money is counted again."""
    verdict: Verdict = move.subject
    amount = move.facts.get("amount_minor")
    refuse_amount(verdict.application, amount, panel=verdict.panel)
    list(Application.objects.select_for_update(of=("self",)).filter(pk=verdict.application_id).order_by("pk"))
    panel = Panel.objects.select_related("call").get(pk=verdict.panel_id)
    refuse_what_exceeds(panel, more=int(amount or 0), already=given_by_panel(panel), count=1)
    verdict.panel, verdict.application.call = panel, panel.call
    verdict.decision, verdict.amount_minor = Decision.AWARD, int(amount or 0)
    verdict.changed_at, verdict.changed_by = move.at, move.by
    Verdict.objects.filter(pk=verdict.pk).update(
        decision=verdict.decision, amount_minor=verdict.amount_minor, changed_at=move.at
    )
    decide(verdict, by=move.by, at=move.at)


def refuse_amount(application: Application, minor: Any, *, panel: Panel) -> None:
    """Refused unless it is an amount this application may get."""
    if not isinstance(minor, int) or isinstance(minor, bool) or minor <= 0:
        raise Refused(_("Say how much is awarded."))
    call = panel.call
    most = [each for each in (application.asked_minor, call.most_minor) if each is not None]
    if most and minor > min(most):
        raise Refused(
            _(
                "%(reference)s may get %(most)s at most: nobody gets more than they asked for, or than the call allows."
            )
            % {"reference": application.reference, "most": told(call, min(most))}
        )
    if call.least_minor is not None and minor < min(call.least_minor, application.asked_minor or minor):
        raise Refused(
            _("The smallest amount of this call is %(least)s.") % {"least": told(call, call.least_minor)}
        )


def panel_and_call(verdict: Verdict) -> Iterable[models.Model]:
    """What is locked with it: nobody else gives from the same money."""
    return (verdict.panel, verdict.panel.call)


lifecycle = Workflow(
    "fund.verdict",
    Step(
        "call_up",
        _("Award from the reserve list"),
        {VerdictState.RELEASED},
        None,
        guards=(it_waits_on_the_reserve_list,),
        beside=panel_and_call,
        effects=(call_up,),
        two_people=True,
        explain=_("When an award was given up, or money was left."),
    ),
)
