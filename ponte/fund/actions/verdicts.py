"""What a panel says about an application, and how its members vote on it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.actions.panels import KIND, locked
from ponte.fund.lifecycles.verdict import refuse_amount
from ponte.fund.models import ConflictDeclaration, Panel, PanelMember, Verdict, Vote
from ponte.fund.models.vocabulary import Choice, Decision, PanelState

FIELDS = ("decision", "amount_minor", "conditions", "reason", "feedback", "reserve_place")
VOTED_ON = ("decision", "amount_minor", "conditions")
DECIDED, VOTED = "verdict", "voted"
verbs.declare_step(KIND, DECIDED, gettext_lazy("Decision written"))
verbs.declare_step("fund.verdict", VOTED, gettext_lazy("Voted"))


@transaction.atomic
def write_verdict(verdict: Verdict, *, values: Mapping[str, Any], by: Any) -> bool:
    """Write it down, pending; whether something changed. When what is voted on changes, votes begin anew.

    The panel's own log tells it, so that a release that somebody proposed lapses.
    """
    panel = locked(verdict.panel, PanelState.OPEN)
    return keep(panel, verdict, values=values, by=by)


def keep(panel: Panel, verdict: Verdict, *, values: Mapping[str, Any], by: Any) -> bool:
    """The same for a panel that is locked already."""
    row = Verdict.objects.select_for_update(of=("self",)).select_related("application").get(pk=verdict.pk)
    before = {name: getattr(row, name) for name in FIELDS}
    given = {name: None if name in ("amount_minor", "reserve_place") else "" for name in FIELDS} | dict(
        values
    )
    after = {name: given[name] for name in FIELDS}
    if after["decision"] != Decision.AWARD:
        after["amount_minor"], after["conditions"] = None, ""
    if after["decision"] != Decision.RESERVE:
        after["reserve_place"] = None
    if after["decision"] == Decision.AWARD:
        refuse_amount(row.application, after["amount_minor"], panel=panel)
    if before == after:
        return False
    for name, value in after.items():
        setattr(row, name, value)
    row.round += any(before[name] != after[name] for name in VOTED_ON)
    row.scenario = values.get("scenario")
    row.changed_at, row.changed_by = timezone.now(), by
    row.save()
    said = {
        name: f"{row.application.reference}: {told(values_)}"
        for name, values_ in (("b", before), ("a", after))
    }
    pair = {"before": said["b"] if before["decision"] else "", "after": said["a"]}
    changes.append(panel, by=by, verb=DECIDED, values={"verdict": pair})
    verdict.refresh_from_db()
    return True


def told(values: Mapping[str, Any]) -> str:
    """The decision and its amount for the log, in a form that does not depend on a language."""
    amount = values["amount_minor"]
    return str(values["decision"] or "—") + (f" {amount}" if amount is not None else "")


@transaction.atomic
def cast_votes(panel: Panel, choices: Mapping[int, tuple[int, str, str]], *, by: Any) -> int:
    """Record what a member says about several verdicts: {verdict: (round, choice, words)}; how many.

    Refused as a whole when a decision has changed since the member saw it, or is about somebody they are near to.
    """
    now = locked(panel, PanelState.OPEN)
    member = PanelMember.objects.filter(panel=now, person=by).first()
    if member is None:
        raise NotPermitted(_("You are not permitted to do this."))
    verdicts = {
        row.pk: row
        for row in now.verdicts.filter(pk__in=list(choices)).select_related("application").order_by("pk")
    }
    heard = ConflictDeclaration.objects.filter(
        person=by, application__verdicts__panel=now, has_conflict=False
    )
    declared = set(heard.order_by().values_list("application_id", flat=True))
    for key, (round_, choice, _words) in choices.items():
        row = verdicts.get(key)
        if row is None or not by.has_perm("fund.vote_verdict", row):
            raise NotPermitted(_("You are not permitted to do this."))
        _refuse_vote(row, round_, choice, declared)
    for key, (_round, choice, words) in choices.items():
        _record(verdicts[key], member, choice=choice, words=words, by=by)
    return len(choices)


def _refuse_vote(row: Verdict, round_: int, choice: str, declared: set[int]) -> None:
    if choice not in Choice.values:
        raise Refused(_("Choose how you vote."))
    if row.application_id not in declared:
        raise Refused(_("Say first whether you are near to an applicant."))
    if not row.decision:
        raise Refused(_("Nothing is proposed for %(name)s yet.") % {"name": row.application.reference})
    if row.round != round_:
        raise Refused(
            _(
                "What is proposed for %(name)s has changed since you opened the page. Look at it again, then vote."
            )
            % {"name": row.application.reference}
        )


def _record(row: Verdict, member: PanelMember, *, choice: str, words: str, by: Any) -> None:
    before = Vote.objects.filter(verdict=row, member=member, round=row.round).first()
    if before is not None and (before.choice, before.words) == (choice, words):
        return
    values = {"choice": choice, "words": words, "cast_at": timezone.now()}
    Vote.objects.update_or_create(verdict=row, member=member, round=row.round, defaults=values)
    pair = {"before": before.choice if before else "", "after": choice}
    changes.append(row, by=by, verb=VOTED, values={"choice": pair})
