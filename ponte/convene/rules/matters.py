"""Terms of reference, matters that go up the tree, asks to institutions."""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import Role
from ponte.accounts.rules import allow, has_role, works_here
from ponte.convene.models import Ask, Matter
from ponte.convene.rules.facts import convenes, runs_the_table, sits_at_table
from ponte.convene.rules.tables import OUTSIDE

liaises = has_role(Role.ADMINISTRATOR, Role.FACILITATOR, Role.FOCAL_POINT)


@rules.predicate
def runs_where_it_came_from(person: Any, matter: Matter | None) -> bool:
    """They run the table that brought it up."""
    return matter is not None and runs_the_table(person, matter.origin)


@rules.predicate
def sits_where_it_came_from(person: Any, matter: Matter | None) -> bool:
    """They sit at the table that brought it up."""
    return matter is not None and sits_at_table(person, matter.origin)


@rules.predicate
def is_told_to_the_table(person: Any, ask: Ask | None) -> bool:
    """Members of the table it is for may read it: the office gave it a name for them."""
    return (
        ask is not None
        and bool(ask.shown_as)
        and ask.table is not None
        and ask.state != "draft"
        and sits_at_table(person, ask.table)
    )


MEMBERS = _("Outside the office: who runs the table or sits at it.")
allow("convene.change_terms", _("Write terms of reference"), runs_the_table, only_if=OUTSIDE)
allow(
    "convene.adopt_terms",
    _("Write down that terms of reference were adopted"),
    runs_the_table,
    only_if=OUTSIDE,
)
allow("convene.supersede_terms", _("Replace terms of reference"), runs_the_table, only_if=OUTSIDE)
allow(
    "convene.raise_matter",
    _("Bring a matter to the table above"),
    runs_the_table | sits_at_table,
    only_if=MEMBERS,
)
allow(
    "convene.view_matter",
    _("See a matter brought up"),
    works_here | runs_the_table | sits_at_table | sits_where_it_came_from | runs_where_it_came_from,
    only_if=_("Outside the office: people of one of the two tables."),
)
for step, says in (
    ("take_up", _("Take up a matter from below")),
    ("answer", _("Answer a matter from below")),
    ("send_back", _("Send a matter back")),
    ("pass_on", _("Bring a matter further up")),
):
    allow(f"convene.{step}_matter", says, runs_the_table, only_if=OUTSIDE)
allow(
    "convene.withdraw_matter",
    _("Take a matter back"),
    convenes | runs_where_it_came_from,
    only_if=_("Outside the office: the facilitator of the table that brought it up."),
)
allow(
    "convene.view_ask",
    _("See an ask to an institution"),
    works_here | is_told_to_the_table,
    only_if=_("Outside the office: members of its table, once it is sent and named for them."),
)
allow("convene.change_ask", _("Write an ask to an institution"), liaises)
for step, says in (
    ("send", _("Write down that an ask was sent")),
    ("remind", _("Write down that an institution was reminded")),
    ("escalate", _("Bring an ask higher")),
    ("grant", _("Write down that an ask was granted")),
    ("grant_partly", _("Write down that an ask was granted in part")),
    ("refuse", _("Write down that an ask was refused")),
    ("drop", _("Drop an ask")),
):
    allow(f"convene.{step}_ask", says, liaises)
