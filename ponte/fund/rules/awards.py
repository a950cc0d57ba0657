"""Who may do what with awards."""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow
from ponte.fund.models import Award
from ponte.fund.rules.facts import acts_for_applicant, runs_calls, runs_it_from_outside, stands_too_near


@rules.predicate
def is_near_the_award(person: Any, award: Award | None) -> bool:
    """It is the award of an applicant they stand too near to."""
    return award is not None and bool(stands_too_near(person, award.application))


allow("fund.change_award", _("Change how an award stands in the register"), runs_it_from_outside)
allow("fund.accept_award", _("Accept an award"), acts_for_applicant)
allow("fund.give_up_award", _("Give an award up"), acts_for_applicant)
allow(
    "fund.revoke_award",
    _("Revoke an award"),
    runs_calls & ~is_near_the_award,
    only_if=_("Two people, and neither is near to the applicant."),
)
