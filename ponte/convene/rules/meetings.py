"""Meetings, their agendas and the people at them."""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow, works_here
from ponte.convene.models.interpretation import Interpretation
from ponte.convene.models.meeting import Meeting, MeetingState, Seen
from ponte.convene.models.registration import Registration, RegistrationState
from ponte.convene.models.seat import tables_sat_at
from ponte.convene.models.vocabulary import ByLink, TableVisibility
from ponte.convene.rules.facts import convenes, runs_the_table

OUTSIDE = _("Outside the office: the facilitator of the table that meets.")


@rules.predicate
def facilitates_its_table(person: Any, meeting: Meeting | None) -> bool:
    """They are the facilitator of the table that meets."""
    table = meeting.table if meeting else None
    return table is not None and table.facilitator_id is not None and table.facilitator_id == person.pk


@rules.predicate
def facilitates_the_table_interpreted_for(person: Any, channel: Interpretation | None) -> bool:
    """They are the facilitator of the table whose meeting is interpreted."""
    return channel is not None and bool(facilitates_its_table(person, channel.meeting))


@rules.predicate
def is_for_everybody(person: Any, meeting: Meeting | None) -> bool:
    """It was announced, and everybody may see it and its table."""
    return (
        meeting is not None
        and meeting.visibility == Seen.PUBLIC
        and meeting.state != MeetingState.PLANNED
        and (meeting.table is None or meeting.table.visibility == TableVisibility.PUBLIC)
    )


@rules.predicate
def sits_at_its_table(person: Any, meeting: Meeting | None) -> bool:
    """It was announced, is not for the office only, and they sit at the table."""
    sat_at = tables_sat_at(person)
    if meeting is None:
        return bool(sat_at)
    is_told = meeting.visibility != Seen.OFFICE and meeting.state != MeetingState.PLANNED
    return is_told and meeting.table_id in sat_at


@rules.predicate
def is_invited(person: Any, meeting: Meeting | None) -> bool:
    """They were invited or registered, with their account or its address."""
    if meeting is None or not getattr(person, "is_authenticated", False):
        return False
    if meeting.state == MeetingState.PLANNED or meeting.visibility == Seen.OFFICE:
        return False
    rows = Registration.objects.filter(meeting=meeting).exclude(state=RegistrationState.CANCELLED)
    return rows.filter(email=person.email).exists() or rows.filter(person=person.pk).exists()


def lets(meeting: Meeting, what: ByLink) -> bool:
    """Whether somebody without an account may do this by their link: the table decides."""
    return meeting.table is None or meeting.table.lets_by_link(what)


runs_the_meeting = convenes | facilitates_its_table
takes_part = sits_at_its_table | is_invited

allow(
    "convene.view_meeting",
    _("See a meeting"),
    works_here | facilitates_its_table | is_for_everybody | takes_part,
    only_if=_("Others see public meetings, those of their tables and those they were invited to."),
)
allow("convene.add_meeting", _("Plan a meeting"), runs_the_meeting, only_if=OUTSIDE)
allow(
    "convene.view_inside",
    _("See the internal items of an agenda"),
    works_here | facilitates_its_table | sits_at_its_table,
    only_if=_("Outside the office: who facilitates the table or sits at it."),
)
allow(
    "convene.view_registration",
    _("See who is invited, registered and there"),
    works_here | facilitates_its_table,
    only_if=OUTSIDE,
)
for step, says in (
    ("change", _("Change a meeting, its agenda and its guests, and note who is there")),
    ("announce", _("Announce a meeting")),
    ("open", _("Open the registration for a meeting")),
    ("shut", _("Close the registration for a meeting")),
    ("start", _("Begin a meeting")),
    ("close", _("Close a meeting")),
    ("resume", _("Go on with a meeting that was closed too early")),
    ("cancel", _("Cancel a meeting")),
    ("postpone", _("Postpone a meeting without a new date")),
    ("set_date", _("Give a postponed meeting a new date")),
):
    allow(f"convene.{step}_meeting", says, runs_the_meeting, only_if=OUTSIDE)
for step, says in (
    ("add", _("Begin a series of meetings")),
    ("change", _("Change a series of meetings, its rule and its standing items")),
    ("end", _("End a series of meetings")),
    ("resume", _("Let an ended series of meetings go on")),
):
    allow(f"convene.{step}_series", says, runs_the_table, only_if=OUTSIDE)
for step, says in (
    ("confirm", _("Write down that an interpreter confirmed")),
    ("decline", _("Write down that an interpreter cannot")),
    ("ask", _("Ask an interpreter once more")),
):
    allow(
        f"convene.{step}_interpretation",
        says,
        convenes | facilitates_the_table_interpreted_for,
        only_if=_(
            "Outside the office: the facilitator of the table that meets; interpreters by their own link."
        ),
    )
allow("convene.change_newsletter", _("Write the newsletter and send it"), convenes)
