"""The words of a letter about a decision: a template of the office, or Ponte's own."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.core import wordings
from ponte.core.money import format_money
from ponte.core.outbox import Written
from ponte.core.outbox.writing import write
from ponte.fund.models import Award, Call, LetterTemplate, Verdict
from ponte.fund.queries.appeal_window import ends_at

DASHES = re.compile(r"^-- ?\n", re.MULTILINE)
GAP = re.compile(r"\{([^{}]*)\}")


class Gap(NamedTuple):
    """A word in braces that a letter fills."""

    name: str
    says: str


def gaps() -> list[Gap]:
    """What may stand in a template, in the reader's language."""
    return [
        Gap("organisation", _("Name of the organisation")),
        Gap("title", _("Title of the application")),
        Gap("reference", _("Reference of the application")),
        Gap("call", _("Title of the call")),
        Gap("amount", _("What is awarded")),
        Gap("conditions", _("Conditions of the award")),
        Gap("reason", _("Why it is not funded")),
        Gap("feedback", _("Feedback of the panel")),
        Gap("appeal_until", _("Last day to appeal")),
        Gap("page", _("Address of the page with the decision")),
    ]


def unknown_gaps(text: str) -> list[str]:
    """Words in braces that nothing fills."""
    known = {gap.name for gap in gaps()}
    return [name for name in dict.fromkeys(GAP.findall(text)) if name not in known]


def template_for(call: Call, decision: str, language: str) -> LetterTemplate | None:
    """The one of the call before the one of the office, in exactly this language."""
    rows = LetterTemplate.objects.filter(decision=decision, language=language)
    return rows.filter(call=call).first() or rows.filter(call=None).first()


def letter(verdict: Verdict, award: Award | None, language: str) -> Written:
    """What the applicant is told, in a language."""
    facts = facts_of(verdict, award, language)
    found = template_for(verdict.panel.call, verdict.decision, language)
    context = {"decision": verdict.decision, "subject": "", "text": "", **facts}
    if found is not None:
        context |= {"subject": filled(found.subject, facts), "text": filled(found.text, facts)}
    return write("fund/mails/decision", language, context)


def on_paper(written: Written) -> str:
    """Its text without the dashes that mark off the foot of a mail."""
    return DASHES.sub("", written.text)


def facts_of(verdict: Verdict, award: Award | None, language: str) -> dict[str, str]:
    """What fills the gaps. An address always stands alone on its line, so that it becomes a link."""
    application, call = verdict.application, verdict.panel.call
    until = ends_at(application)
    with override(language):
        page = settings.URL + reverse("fund:decision", args=[application.reference])
        last = date_format(localtime(until, call.zone), "DATE_FORMAT") if until else ""
    return {
        "organisation": application.organisation.name,
        "title": application.title,
        "reference": application.reference,
        "call": wordings.best(call, "title", language).text or call.title,
        "amount": format_money(award.amount, language) if award else "",
        "conditions": verdict.conditions,
        "reason": verdict.reason,
        "feedback": verdict.feedback,
        "appeal_until": last,
        "page": page,
    }


def filled(text: str, facts: Mapping[str, Any]) -> str:
    """The text with its gaps filled; nothing but plain words is looked up."""
    return GAP.sub(lambda found: str(facts.get(found[1], found[0])), text)
