"""Tables and seats."""

from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow, works_here
from ponte.convene.rules.facts import (
    acts_for_seat,
    convenes,
    facilitates,
    is_not_for_the_office_only,
    is_public,
    runs_the_table,
    sits_at_table,
)

OUTSIDE = _("Outside the office: the facilitator of that table.")

allow(
    "convene.view_table",
    _("See a table"),
    is_public | (sits_at_table & is_not_for_the_office_only) | facilitates | works_here,
    only_if=_("Others see public tables and those at which they sit."),
)
allow("convene.add_table", _("Set up a table"), convenes)
allow("convene.change_table", _("Change a table, its rules and its members"), runs_the_table, only_if=OUTSIDE)
allow("convene.pause_table", _("Pause a table"), runs_the_table, only_if=OUTSIDE)
allow("convene.resume_table", _("Let a table meet again"), runs_the_table, only_if=OUTSIDE)
allow("convene.close_table", _("Close a table"), convenes)
allow("convene.reopen_table", _("Open a closed table again"), convenes)
allow(
    "convene.view_seat",
    _("See who acts for the members of a table, and how to reach them"),
    works_here | facilitates | sits_at_table,
    only_if=_("Outside the office: who facilitates the table or sits at it."),
)
OWN = _("Outside the office: the facilitator, and the people of that organisation.")
allow("convene.accept_seat", _("Take a seat one was invited to"), runs_the_table | acts_for_seat, only_if=OWN)
allow("convene.decline_seat", _("Decline a seat"), runs_the_table | acts_for_seat, only_if=OWN)
allow("convene.leave_seat", _("Leave a table"), runs_the_table | acts_for_seat, only_if=OWN)
allow("convene.exclude_seat", _("Exclude a member from a table"), runs_the_table, only_if=OUTSIDE)
allow(
    "convene.name_seat_delegate",
    _("Say who acts for an organisation at a table"),
    runs_the_table | acts_for_seat,
    only_if=OWN,
)
