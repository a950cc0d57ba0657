"""The parts in which a call is written, and which of them may still be changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.fund.models import Call
from ponte.fund.models.vocabulary import CallState, Mode


@dataclass(frozen=True)
class Part:
    """One screen of the office. `is_fixed`: once the call is published it stays as it is."""

    label: Any
    is_fixed: bool = False


PARTS: Mapping[str, Part] = {
    "what": Part(gettext_lazy("What it is")),
    "texts": Part(gettext_lazy("Texts in languages")),
    "money": Part(gettext_lazy("Money and duration")),
    "dates": Part(gettext_lazy("Dates")),
    "scope": Part(gettext_lazy("Places, sectors, languages")),
    "rules": Part(gettext_lazy("Who may apply")),
    "invited": Part(gettext_lazy("Invited organisations")),
    "questions": Part(gettext_lazy("Questions of the form"), is_fixed=True),
    "criteria": Part(gettext_lazy("Criteria")),
    "budget": Part(gettext_lazy("Categories of the budget")),
    "decision": Part(gettext_lazy("Review and decision")),
    "files": Part(gettext_lazy("Files")),
}
# What people who read the call already reckon with.
FIXED_ONCE_PUBLISHED = ("instrument", "mode", "currency", "visibility", "has_concepts", "is_sealed")


def why_not(call: Call, part: str) -> str:
    """Why this part cannot be changed now; "" when it can."""
    if call.state == CallState.DRAFT:
        return ""
    if call.state != CallState.PUBLISHED or call.has_closed():
        if part == "texts":
            return ""
        return _("The deadline has passed. What people applied to is not changed any more.")
    if PARTS[part].is_fixed:
        return _("People may be answering these questions already. They stay as they are.")
    return ""


def is_read_already(call: Call) -> bool:
    """Whether a change has to be told to those who read the call, with a reason."""
    return call.state == CallState.PUBLISHED


def missing(call: Call) -> list[tuple[str, str]]:
    """(part, what is missing) before the call can be published."""
    found = []
    if call.opens_at is None or call.closes_at is None:
        found.append(("dates", _("From when and until when people may apply.")))
    total = sum(criterion.weight for criterion in call.criteria.all())
    if total != 100:
        found.append(("criteria", _("Weights that total 100; now %(total)d.") % {"total": total}))
    for form in (call.form, call.concept_form if call.has_concepts else None):
        if form is not None and form.is_draft:
            found.append(("questions", _("The questions are still being written: publish them first.")))
            break
    if call.has_concepts and (call.concept_form is None or call.proposals_until is None):
        found.append(("questions", _("The questions of the concept, and until when proposals come in.")))
    invited = call.invitations.count()
    if call.mode == Mode.INVITED and not invited:
        found.append(("invited", _("Whom you invite.")))
    if call.mode == Mode.DIRECT and invited != 1:
        found.append(("invited", _("The one organisation the award goes to.")))
    return found
