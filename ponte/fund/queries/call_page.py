"""What the page of a call shows."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ponte.core import languages, places, wordings
from ponte.core.moments import moment_in_words
from ponte.fund.models import Call
from ponte.fund.models.vocabulary import Mode
from ponte.fund.queries import call_questions, eligibility
from ponte.fund.queries.call_list import standing
from ponte.fund.queries.call_news import news_of
from ponte.fund.queries.call_texts import TEXTS, texts_of
from ponte.fund.queries.eligibility_rules import words
from ponte.map.models import Organisation
from ponte.map.queries.organisations import organisations_visible_to
from ponte.plan.queries.engagements import engagements_visible_to

BODY = ("background", "results", "eligible_costs", "exclusions", "how_decided")


def top(call: Call) -> dict[str, Any]:
    """What stands above every page of a call."""
    texts = texts_of([call], get_language() or "en")[call.pk]
    return {"call": call, "title": texts["title"], "standing": standing(call)}


def context_of(call: Call, person: Any) -> dict[str, Any]:
    """All of the page but what depends on steps and slots."""
    language = get_language() or "en"
    texts = texts_of([call], language, list(TEXTS))[call.pk]
    until = call_questions.may_ask_until(call)
    return {
        "call": call,
        "title": texts["title"],
        "summary": texts["summary"],
        "sections": [
            {"label": TEXTS[name], "text": texts[name]} for name in BODY if not texts[name].is_missing
        ],
        "standing": standing(call),
        "is_open": call.is_open(),
        "dates": dates_of(call),
        "closes": moment_in_words(call.closes_at, call.time_zone, language) if call.closes_at else "",
        "money": money_of(call),
        "scope": scope_of(call, language),
        "rules": eligibility.in_words(call),
        "criteria": with_texts(call.criteria.all(), ("name", "help"), language),
        "has_minimum": any(row.minimum is not None for row in call.criteria.all()),
        "categories": with_texts(call.categories.all(), ("label",), language) if call.has_budget else [],
        "attachments": list(call.attachments.select_related("file")),
        "questions": call_questions.answered(call, language),
        "may_ask": bool(until and until > timezone.now()),
        "ask_until": moment_in_words(until, call.time_zone, language) if until else "",
        "news": news_of(call),
        "engagement": engagements_visible_to(person).filter(calls=call).first(),
        "chosen": chosen_directly(call, person),
    }


def dates_of(call: Call) -> list[tuple[str, str, str]]:
    """(what, when in words, for machines), in the order in which they come."""
    moments = [
        (_("Applications from"), call.opens_at),
        (_("Questions until"), call.clarify_until),
        (_("Applications until"), call.closes_at),
        (_("Proposals until"), call.proposals_until if call.has_concepts else None),
    ]
    days = [
        (_("Training between the stages"), call.training_on if call.has_concepts else None),
        (_("Answer by"), call.notify_on),
        (_("Work may begin"), call.starts_on),
        (_("Work must end"), call.ends_on),
    ]
    told = [(label, moment_in_words(at, call.time_zone), at.isoformat()) for label, at in moments if at]
    return told + [(label, date_format(day, "DATE_FORMAT"), day.isoformat()) for label, day in days if day]


def money_of(call: Call) -> list[tuple[str, Any]]:
    """(what, Money or words)."""
    told: list[tuple[str, Any]] = [
        (_("Money in all"), call.money(call.pot_minor)),
        (_("Smallest amount"), call.money(call.least_minor)),
        (_("Largest amount"), call.money(call.most_minor)),
        (
            _("Own contribution"),
            call.own_share and _("%(percent)d%% of all costs") % {"percent": call.own_share},
        ),
        (_("Longest duration"), call.months_most and months(call.months_most)),
        (_("How many at most"), call.places),
    ]
    return [(label, value) for label, value in told if value]


def months(number: int) -> str:
    """A length of time in words."""
    return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}


def scope_of(call: Call, language: str) -> list[tuple[str, str]]:
    """(what, words): places, sectors, people, languages."""

    def named(codes: list[str]) -> str:
        return words(places.name(code, language) for code in codes)

    def labelled(field: str) -> str:
        return words(Call._meta.get_field(field).labels(getattr(call, field)))  # type: ignore[union-attr]

    told = [
        (_("Applicants are in"), named(call.residences)),
        (_("The work happens in"), named(call.origins)),
        (_("Sectors"), labelled("sectors")),
        (_("For whom"), labelled("targets")),
        (
            _("Languages of applications"),
            words(languages.name(code, language) for code in call.languages),
        ),
        (_("Due diligence"), call.get_tier_display()),
    ]
    return [(label, value) for label, value in told if value]


def with_texts(rows: Any, fields: tuple[str, ...], language: str) -> list[dict[str, Any]]:
    """Rows with their texts for a reader of this language; the column stands in where nobody wrote one."""
    given = list(rows)
    texts = wordings.best_many(given, fields, language)
    return [
        {"row": row, **{name: texts[row.pk, name].text or getattr(row, name) for name in fields}}
        for row in given
    ]


def chosen_directly(call: Call, person: Any) -> Organisation | None:
    """Whom a direct award goes to, where this person sees the organisation."""
    if call.mode != Mode.DIRECT:
        return None
    invited = call.invitations.order_by().values("organisation")
    return organisations_visible_to(person).filter(pk__in=invited).order_by("pk").first()
