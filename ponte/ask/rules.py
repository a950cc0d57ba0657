"""Who may do what with questionnaires and answers."""

import rules
from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow, is_administrator, is_facilitator, is_finance, signed_in, works_here
from ponte.ask import subjects
from ponte.ask.models import Response


@rules.predicate
def answers_for(person: object, response: Response | None) -> bool:
    """The subject of the answers is theirs to speak for."""
    return response is not None and subjects.may_answer(person, response.subject)


@rules.predicate
def may_read(person: object, response: Response | None) -> bool:
    """The kind of subject says who reads; where it says nothing, the office."""
    kind = subjects.parted(response.subject) if response is not None else (None, "")
    if kind[0] is None or kind[0].may_read is None:
        return bool(reads.test(person))
    return bool(getattr(person, "is_active", False)) and kind[0].may_read(person, kind[1])


writes = is_facilitator | is_administrator
reads = is_facilitator | is_administrator | is_finance
ONES_OWN = _("Answers about themself, or about whom they speak for.")

allow("ask.view_questionnaire", _("See all questionnaires, also those being written"), works_here)
allow("ask.change_questionnaire", _("Write questionnaires, and bring them in from XLSForm"), writes)
allow("ask.publish_version", _("Publish a version of a questionnaire"), writes)
allow("ask.retire_version", _("Take a version of a questionnaire out of use"), writes)
allow("ask.view_responses", _("Read what people submitted"), reads)
allow("ask.add_response", _("Answer a published questionnaire"), signed_in)
allow("ask.view_response", _("See answers"), answers_for | may_read, only_if=ONES_OWN)
allow("ask.change_response", _("Fill in answers"), answers_for, only_if=ONES_OWN)
allow("ask.submit_response", _("Submit answers"), answers_for, only_if=ONES_OWN)
allow("ask.withdraw_response", _("Withdraw answers"), answers_for, only_if=ONES_OWN)
allow("ask.reopen_response", _("Give submitted answers back to be changed"), reads)
