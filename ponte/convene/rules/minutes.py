"""Minutes, decisions and actions."""

from datetime import date
from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow, works_here
from ponte.convene.models.action_point import ActionPoint
from ponte.convene.models.amendment import Amendment
from ponte.convene.models.decision import Decision
from ponte.convene.models.delegate import Delegate
from ponte.convene.models.minutes import Minutes, MinutesState
from ponte.convene.models.seat import tables_sat_at
from ponte.convene.models.vocabulary import TableVisibility
from ponte.convene.rules.facts import convenes, facilitates, runs_the_table, table_of
from ponte.map.models.membership import membership_roles

OUTSIDE = _("Outside the office: the facilitator of that table.")
WRITERS = _("Outside the office: the facilitator of that table, and whoever was asked to write.")
NOT_ONES_OWN = _("Nobody verifies what they own or reported.")


@rules.predicate
def sits_with(person: Any, thing: Any) -> bool:
    """They sit at the table this belongs to, and it is not for the office only."""
    table = table_of(thing)
    if table is None:
        return thing is None and bool(tables_sat_at(person))
    return table.visibility != TableVisibility.OFFICE and table.pk in tables_sat_at(person)


@rules.predicate
def is_a_writer(person: Any, minutes: Minutes | None) -> bool:
    """They were asked to write these minutes."""
    pk = getattr(person, "pk", None)
    return minutes is not None and pk is not None and minutes.writers.filter(pk=pk).exists()


@rules.predicate
def was_sent(person: Any, minutes: Minutes | None) -> bool:
    """The members have got them."""
    return minutes is None or minutes.state != MinutesState.DRAFT


@rules.predicate
def everybody_may_read(person: Any, minutes: Minutes | None) -> bool:
    """They are approved, and everybody may read them."""
    return minutes is not None and minutes.is_public and minutes.is_frozen


@rules.predicate
def may_still_be_asked(person: Any, minutes: Minutes | None) -> bool:
    """They were sent, and the days for changes are not over."""
    if minutes is None:
        return True
    is_open = minutes.amend_until is None or minutes.amend_until >= date.today()  # noqa: DTZ011 -- a day, not a moment
    return minutes.state == MinutesState.CIRCULATED and is_open


@rules.predicate
def keeps_its_minutes(person: Any, amendment: Amendment | None) -> bool:
    """They write the minutes that somebody wants changed, and did not ask for it themselves."""
    if amendment is None:
        return False
    writes = runs_the_table(person, amendment) or is_a_writer(person, amendment.minutes)
    return writes and amendment.by_id != person.pk


@rules.predicate
def asked_for_it(person: Any, amendment: Amendment | None) -> bool:
    """It is their own."""
    return amendment is not None and amendment.by_id is not None and amendment.by_id == person.pk


@rules.predicate
def is_for_everybody(person: Any, decision: Decision | None) -> bool:
    """Everybody may see the decision and its table."""
    return (
        decision is not None
        and decision.visibility == TableVisibility.PUBLIC
        and decision.table.visibility == TableVisibility.PUBLIC
    )


@rules.predicate
def is_not_for_the_office(person: Any, decision: Decision | None) -> bool:
    """Those who sit at the table may see the decision."""
    return decision is None or decision.visibility != TableVisibility.OFFICE


@rules.predicate
def owns(person: Any, action: ActionPoint | None) -> bool:
    """It is theirs: as a person, as a delegate, or as one of the people of the organisation."""
    pk = getattr(person, "pk", None)
    if action is None or pk is None:
        return False
    if action.owner_person_id == pk or (action.owner_delegate and action.owner_delegate.account_id == pk):
        return True
    organisation = action.owner_organisation_id
    if organisation is None:
        return False
    acting = Delegate.objects.filter(account=pk, ended_at=None, seat__organisation=organisation)
    return organisation in membership_roles(person) or acting.exists()


@rules.predicate
def reported_it(person: Any, action: ActionPoint | None) -> bool:
    """They said that it is done."""
    return action is not None and action.reported_by_id is not None and action.reported_by_id == person.pk


writes = runs_the_table | is_a_writer

allow(
    "convene.view_minutes",
    _("Read minutes"),
    works_here | facilitates | is_a_writer | (sits_with & was_sent) | everybody_may_read,
    only_if=_("Members read what was sent to them; others what is approved and for everybody."),
)
allow("convene.add_minutes", _("Begin the minutes of a meeting"), runs_the_table, only_if=OUTSIDE)
allow("convene.write_minutes", _("Write minutes"), writes, only_if=WRITERS)
for step, says in (
    ("circulate", _("Send minutes to the members")),
    ("reopen", _("Take sent minutes back to write on")),
    ("approve", _("Record that a meeting approved minutes, which freezes them")),
):
    allow(f"convene.{step}_minutes", says, runs_the_table, only_if=OUTSIDE)
allow(
    "convene.add_amendment",
    _("Ask for a change in minutes"),
    (sits_with | facilitates | is_a_writer | convenes) & may_still_be_asked,
    only_if=_("Members, from the day the minutes are sent until the day that was given."),
)
allow("convene.accept_amendment", _("Take a change into minutes"), keeps_its_minutes, only_if=WRITERS)
allow("convene.refuse_amendment", _("Not take a change into minutes"), keeps_its_minutes, only_if=WRITERS)
allow("convene.withdraw_amendment", _("Take back a change one asked for"), asked_for_it)
allow(
    "convene.view_decision",
    _("See a decision"),
    works_here | facilitates | (sits_with & is_not_for_the_office) | is_for_everybody,
    only_if=_("Others see public decisions and those of their tables and the tables above."),
)
allow("convene.add_decision", _("Record a decision"), runs_the_table, only_if=OUTSIDE)
for step, says in (
    ("take", _("Record that a decision was taken, which numbers it")),
    ("supersede", _("Replace a decision by a later one")),
    ("withdraw", _("Withdraw a decision")),
):
    allow(f"convene.{step}_decision", says, runs_the_table, only_if=OUTSIDE)
allow(
    "convene.view_actionpoint",
    _("See an action"),
    works_here | facilitates | sits_with | owns,
    only_if=_("Outside the office: its owner, and those who sit at the table."),
)
allow("convene.add_actionpoint", _("Record an action, and change it"), runs_the_table, only_if=OUTSIDE)
allow("convene.report_actionpoint", _("Report an action as done"), owns | runs_the_table)
allow(
    "convene.verify_actionpoint",
    _("Verify that an action was done"),
    runs_the_table & ~owns & ~reported_it,
    only_if=NOT_ONES_OWN,
)
allow(
    "convene.send_back_actionpoint",
    _("Send a reported action back"),
    runs_the_table & ~owns & ~reported_it,
    only_if=NOT_ONES_OWN,
)
allow("convene.cancel_actionpoint", _("Cancel an action"), runs_the_table, only_if=OUTSIDE)
allow("convene.resume_actionpoint", _("Open a cancelled action again"), runs_the_table, only_if=OUTSIDE)
