"""Who may do what with applications."""

from django.utils.translation import gettext_lazy as _
from rules.predicates import always_deny

from ponte.accounts.rules import allow, is_administrator
from ponte.fund.rules.facts import (
    acts_for_applicant,
    came_through_the_office,
    decides_about_it,
    declared_conflict,
    is_of_applicant,
    is_open_to,
    is_with_the_office,
    keeps_money,
    reads_applications,
    reads_it_blind,
    runs_calls,
    runs_it_from_outside,
)

allow(
    "fund.view_application",
    _("See an application"),
    is_of_applicant
    | (reads_applications & is_with_the_office & is_open_to & ~declared_conflict & ~reads_it_blind)
    | (decides_about_it & ~declared_conflict),
    only_if=_(
        "Members see those of their organisation; the office sees them once they are submitted, sealed ones after "
        "the deadline, and never those of which somebody declared a conflict of interest, or which they review blind."
    ),
)
allow("fund.list_applications", _("See what organisations submitted to calls"), reads_applications)
allow(
    "fund.open_sealed_application",
    _("Open a sealed application before the deadline"),
    is_administrator & ~is_of_applicant & ~declared_conflict,
    only_if=_("With a reason; the applicant sees who did it and why."),
)
holds_the_pen = acts_for_applicant | (runs_it_from_outside & came_through_the_office)
ON_PAPER = _("The office writes those that come on paper or by telephone.")
releases_it = (runs_calls | keeps_money) & ~is_of_applicant & ~declared_conflict
BY_A_PANEL = _("When two people release what a panel decided.")
allow("fund.add_application", _("Begin an application"), acts_for_applicant | runs_it_from_outside)
allow("fund.take_in_application", _("Type in what came on paper or by telephone"), runs_calls)
allow("fund.change_application", _("Write an application"), holds_the_pen, only_if=ON_PAPER)
allow("fund.submit_application", _("Submit an application"), holds_the_pen, only_if=ON_PAPER)
allow("fund.withdraw_application", _("Withdraw an application"), holds_the_pen, only_if=ON_PAPER)
allow("fund.return_application", _("Return an application for changes"), runs_it_from_outside)
allow("fund.clear_application", _("Find an application eligible"), runs_it_from_outside)
allow("fund.refuse_application", _("Find an application not eligible"), runs_it_from_outside)
allow("fund.invite_application", _("Invite to write the proposal"), runs_it_from_outside)
allow(
    "fund.translate_application",
    _("Translate the answers of an application"),
    runs_it_from_outside & is_with_the_office & is_open_to & ~reads_it_blind,
    only_if=_("What they may read, and never what they review blind."),
)
allow("fund.award_application", _("Award"), releases_it, only_if=BY_A_PANEL)
allow("fund.reserve_application", _("Put on the reserve list"), releases_it, only_if=BY_A_PANEL)
allow("fund.decline_application", _("Decline"), releases_it, only_if=BY_A_PANEL)
allow(
    "fund.reopen_application",
    _("Judge an application again"),
    always_deny,
    only_if=_("When an appeal is upheld."),
)
