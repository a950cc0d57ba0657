"""Who may do what with applications."""

from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow, works_here
from ponte.fund.rules.facts import acts_for_applicant, is_of_applicant, runs_it_from_outside

allow(
    "fund.view_application",
    _("See an application"),
    is_of_applicant | works_here,
    only_if=_("Members see those of their organisation; the office sees them once they are submitted."),
)
allow("fund.add_application", _("Begin an application"), acts_for_applicant | runs_it_from_outside)
allow("fund.change_application", _("Write an application"), acts_for_applicant | runs_it_from_outside)
allow("fund.submit_application", _("Submit an application"), acts_for_applicant | runs_it_from_outside)
allow("fund.withdraw_application", _("Withdraw an application"), acts_for_applicant)
allow("fund.return_application", _("Return an application for changes"), runs_it_from_outside)
allow("fund.clear_application", _("Find an application eligible"), runs_it_from_outside)
allow("fund.refuse_application", _("Find an application not eligible"), runs_it_from_outside)
allow("fund.invite_application", _("Invite to write the proposal"), runs_it_from_outside)
allow("fund.award_application", _("Award"), runs_it_from_outside)
allow("fund.reserve_application", _("Put on the reserve list"), runs_it_from_outside)
allow("fund.decline_application", _("Decline"), runs_it_from_outside)
