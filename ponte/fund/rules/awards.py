"""Who may do what with awards."""

from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow
from ponte.fund.rules.facts import acts_for_applicant, runs_it_from_outside

allow("fund.change_award", _("Change how an award stands in the register"), runs_it_from_outside)
allow("fund.accept_award", _("Accept an award"), acts_for_applicant)
allow("fund.give_up_award", _("Give an award up"), acts_for_applicant)
allow("fund.revoke_award", _("Revoke an award"), runs_it_from_outside)
