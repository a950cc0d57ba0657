"""Who may do what in a review."""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow, works_here
from ponte.fund.models import Review
from ponte.fund.models.reviewer import is_a_reviewer
from ponte.fund.rules.facts import runs_calls, stands_too_near


@rules.predicate
def is_its_reviewer(person: Any, review: Review | None) -> bool:
    """It was handed to them; asked about none, they are a reviewer at all."""
    if review is None:
        return is_a_reviewer(person)
    return review.reviewer.person_id == getattr(person, "pk", 0)


@rules.predicate
def is_too_near(person: Any, review: Review | None) -> bool:
    """They said so, or they are a member of the applicant."""
    return review is not None and bool(stands_too_near(person, review.application))


writes_it = is_its_reviewer & ~is_too_near
hands_out = runs_calls & ~is_too_near
OWN = _("Reviewers, their own, and never where they stand too near to the applicant.")
NOT_NEAR = _("Never where they stand too near to the applicant.")

allow("fund.list_reviews", _("See one's own reviews"), works_here)
allow("fund.view_review", _("Read a review"), writes_it | (hands_out & ~is_its_reviewer), only_if=OWN)
allow("fund.change_review", _("Write a review"), writes_it, only_if=OWN)
allow("fund.submit_review", _("Hand a review in"), writes_it, only_if=OWN)
allow("fund.abstain_review", _("Abstain from a review"), writes_it, only_if=OWN)
allow("fund.resume_review", _("Take a review back and change it"), writes_it, only_if=OWN)
allow("fund.release_review", _("Take an application back from a reviewer"), hands_out, only_if=NOT_NEAR)
allow("fund.shut_out_review", _("Write down that a reviewer stands too near"), hands_out, only_if=NOT_NEAR)
allow("fund.change_reviewer", _("Say who reviews, what they read and what they know"), runs_calls)
allow("fund.change_reviewphase", _("Prepare a phase of review, and hand applications out"), runs_calls)
allow("fund.open_reviewphase", _("Open a phase of review"), runs_calls)
allow("fund.end_reviewphase", _("End a phase of review"), runs_calls)
allow("fund.reopen_reviewphase", _("Open a phase of review again"), runs_calls)
