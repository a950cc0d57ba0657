"""Who may do what with engagements."""

import rules
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import Role
from ponte.accounts.rules import allow, has_role, signed_in, works_here
from ponte.map.models.vocabulary import Visibility
from ponte.plan.models import Engagement

plans = has_role(Role.ADMINISTRATOR, Role.FACILITATOR)


@rules.predicate
def is_public(person: object, engagement: Engagement | None) -> bool:
    """Everybody may see it."""
    return engagement is not None and engagement.visibility == Visibility.PUBLIC


@rules.predicate
def is_for_members(person: object, engagement: Engagement | None) -> bool:
    """People who signed in may see it."""
    return engagement is not None and engagement.visibility == Visibility.MEMBERS


allow(
    "plan.view_engagement",
    _("See an engagement"),
    is_public | (signed_in & is_for_members) | works_here,
    only_if=_("Others see what is public, and signed in what is for members."),
)
allow(
    "plan.view_workings",
    _("See how far engagements are, their checklist, stakeholders and drafts"),
    works_here,
)
allow("plan.add_engagement", _("Begin an engagement"), plans)
allow("plan.change_engagement", _("Change an engagement, its checklist and its plan of hand-over"), plans)
allow("plan.open_engagement", _("Open an engagement"), plans)
allow("plan.hand_over_engagement", _("Begin the hand-over of an engagement"), plans)
allow("plan.resume_engagement", _("Take an engagement back from hand-over"), plans)
allow("plan.close_engagement", _("Close an engagement"), plans)
allow("plan.drop_engagement", _("Drop an engagement before it begins"), plans)
