"""Calling a panel together: its terms, its members, its list."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.fund.lifecycles.panel import undecided
from ponte.fund.models import Call, Panel, PanelMember, Verdict
from ponte.fund.models.vocabulary import ApplicationState, PanelState
from ponte.fund.queries.envelope import given_by, told

FIELDS = ("title", "meets_on", "envelope_minor", "quorum", "notes")
KIND, MEMBERS, LISTED = "fund.panel", "members", "listed"
verbs.declare_step(KIND, MEMBERS, gettext_lazy("Members changed"))
verbs.declare_step(KIND, LISTED, gettext_lazy("List brought up to date"))


def locked(panel: Panel, *states: str) -> Panel:
    """The row, held until the end of the transaction; refused when the panel is in none of the states."""
    now = Panel.objects.select_for_update(of=("self",)).select_related("call").get(pk=panel.pk)
    if now.state not in states:
        raise Refused(
            _("This is not possible any more. The state of the panel is “%(state)s”.")
            % {"state": now.get_state_display()}
        )
    return now


@transaction.atomic
def add_panel(call: Call, *, values: dict[str, Any], by: Any) -> Panel:
    """A panel for a call; whoever calls it together is not a member by that."""
    _refuse_too_much(call, values["envelope_minor"])
    panel = Panel.objects.create(call=call, created_by=by, **values)
    changes.record(panel, by=by, verb=verbs.CREATE, before={}, after=values)
    return panel


@transaction.atomic
def change_panel(panel: Panel, *, values: dict[str, Any], by: Any) -> None:
    """Its terms, as long as nothing is released. A release that was proposed lapses."""
    now = locked(panel, PanelState.PREPARED, PanelState.OPEN)
    _refuse_too_much(now.call, values["envelope_minor"])
    before = {name: getattr(now, name) for name in FIELDS}
    for name, value in values.items():
        setattr(now, name, value)
    now.save()
    changes.record(
        now, by=by, verb=verbs.EDIT, before=before, after={name: getattr(now, name) for name in FIELDS}
    )


def _refuse_too_much(call: Call, envelope: int) -> None:
    """Nobody promises more than the call still has."""
    if call.pot_minor is not None and envelope > call.pot_minor - given_by(call):
        raise Refused(
            _("The call still has %(left)s to give. A panel cannot give more.")
            % {"left": told(call, max(0, call.pot_minor - given_by(call)))}
        )


@transaction.atomic
def add_member(panel: Panel, person: Any, *, is_chair: bool, by: Any) -> None:
    """Somebody more who votes."""
    now = locked(panel, PanelState.PREPARED, PanelState.OPEN)
    if now.members.filter(person=person).exists():
        raise Refused(_("%(name)s is a member already.") % {"name": person})
    if is_chair:
        now.members.filter(is_chair=True).update(is_chair=False)
    PanelMember.objects.create(panel=now, person=person, is_chair=is_chair)
    _tell(now, by=by, before="", after=str(person))


@transaction.atomic
def make_chair(panel: Panel, member: PanelMember, *, by: Any) -> None:
    """One chair; the one before stays a member."""
    now = locked(panel, PanelState.PREPARED, PanelState.OPEN)
    before = now.members.filter(is_chair=True).first()
    now.members.filter(is_chair=True).update(is_chair=False)
    now.members.filter(pk=member.pk).update(is_chair=True)
    _tell(now, by=by, before=str(before or ""), after=_("%(name)s (chair)") % {"name": member})


@transaction.atomic
def remove_member(panel: Panel, member: PanelMember, *, by: Any) -> None:
    """Out again. Whoever voted stays on record."""
    now = locked(panel, PanelState.PREPARED, PanelState.OPEN)
    row = now.members.filter(pk=member.pk).first()
    if row is None:
        raise Refused(_("They are no member any more."))
    if row.votes.exists():
        raise Refused(_("%(name)s has voted. Who voted stays on record.") % {"name": row})
    _tell(now, by=by, before=str(row), after="")
    row.delete()


def _tell(panel: Panel, *, by: Any, before: str, after: str) -> None:
    changes.append(panel, by=by, verb=MEMBERS, values={"members": {"before": before, "after": after}})


@transaction.atomic
def bring_up_to_date(panel: Panel, *, by: Any) -> tuple[int, int]:
    """Take off the list what is not under review any more, add what was found eligible since; (added, gone)."""
    now = locked(panel, PanelState.OPEN)
    gone = list(
        now.verdicts.exclude(application__state=ApplicationState.ELIGIBLE).select_related("application")
    )
    added = list(undecided(now))
    if not gone and not added:
        return 0, 0
    before = ", ".join(row.application.reference for row in gone)
    after = ", ".join(application.reference for application in added)
    Verdict.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Verdict.objects.bulk_create(Verdict(panel=now, application=each, changed_by=by) for each in added)
    changes.append(now, by=by, verb=LISTED, values={"applications": {"before": before, "after": after}})
    return len(added), len(gone)
