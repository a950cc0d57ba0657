"""Who may do what with calls."""

from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow, signed_in, works_here
from ponte.fund.rules.facts import is_shown_to_everybody, is_shown_to_members, runs_calls

allow(
    "fund.view_call",
    _("See a call"),
    is_shown_to_everybody | (signed_in & is_shown_to_members) | works_here,
    only_if=_("Others see calls that were published for them."),
)
allow("fund.add_call", _("Write a call"), runs_calls)
allow("fund.change_call", _("Change a call"), runs_calls)
allow("fund.publish_call", _("Publish a call"), runs_calls)
allow("fund.begin_review_call", _("Begin the review of a call"), runs_calls)
allow("fund.decide_call", _("Close a call as decided"), runs_calls)
allow("fund.cancel_call", _("Cancel a call"), runs_calls)
allow(
    "fund.ask_call",
    _("Ask about a call"),
    signed_in & (is_shown_to_everybody | is_shown_to_members),
    only_if=_("About calls that were published for them."),
)
allow("fund.answer_call", _("Answer questions about a call"), runs_calls)
