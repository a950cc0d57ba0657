"""The money of a panel and of its call: what was given, what is proposed, what is left."""

from django.db.models import Sum
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ponte.core.money import Money, format_money
from ponte.core.refusal import Refused
from ponte.core.ui.words import NO_CENTS
from ponte.fund.models import Award, Call, Panel, Verdict
from ponte.fund.models.vocabulary import AwardState, Decision

STANDS = (AwardState.MADE, AwardState.ACCEPTED)


def given_by(call: Call) -> int:
    """Everything the call has awarded and nobody gave up, in minor units."""
    rows = Award.objects.filter(call=call, state__in=STANDS).order_by()
    return rows.aggregate(total=Sum("amount_minor"))["total"] or 0


def given_by_panel(panel: Panel) -> int:
    """What this panel has awarded and nobody gave up."""
    rows = Award.objects.filter(application__verdicts__panel=panel, state__in=STANDS, call=panel.call_id)
    return rows.order_by().aggregate(total=Sum("amount_minor"))["total"] or 0


def proposed_by(panel: Panel) -> int:
    """What it would award if all were released now."""
    rows = Verdict.objects.filter(panel=panel, decision=Decision.AWARD).order_by()
    return rows.aggregate(total=Sum("amount_minor"))["total"] or 0


def refuse_what_exceeds(panel: Panel, *, more: int, already: int, count: int) -> None:
    """Refused when `more`, besides what the panel gave `already`, exceeds the envelope, the pot or the places.

    To be called while the call is locked: then nobody else gives from the same pot.
    """
    call = panel.call
    if already + more > panel.envelope_minor:
        raise Refused(
            _("The awards come to %(sum)s. The panel may give %(most)s.")
            % {"sum": told(call, already + more), "most": told(call, panel.envelope_minor)}
        )
    given = given_by(call)
    if call.pot_minor is not None and given + more > call.pot_minor:
        raise Refused(
            _("The call has %(most)s in all, and %(given)s of it is given. The awards come to %(sum)s.")
            % {"most": told(call, call.pot_minor), "given": told(call, given), "sum": told(call, more)}
        )
    if call.places is not None:
        taken = Award.objects.filter(call=call, state__in=STANDS).count()
        if taken + count > call.places:
            raise Refused(
                ngettext(
                    "The call has one place; taken: %(taken)d. These awards are %(count)d.",
                    "The call has %(places)d places, %(taken)d are taken. These awards are %(count)d.",
                    call.places,
                )
                % {"places": call.places, "taken": taken, "count": count}
            )


def told(call: Call, minor: int) -> str:
    """An amount of a call in a sentence; cents only when there are some."""
    amount = Money(minor, call.currency)
    shown = format_money(amount, get_language() or "en")
    return NO_CENTS.sub("", shown) if amount.amount == amount.amount.to_integral_value() else shown
