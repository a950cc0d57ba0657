"""What stands in the way of releasing the decisions of a panel."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.core.refusal import Refused
from ponte.fund.models import Panel, Verdict
from ponte.fund.models.vocabulary import ApplicationState, Decision
from ponte.fund.queries.envelope import refuse_what_exceeds
from ponte.fund.queries.voting import outcomes

NAMED = 5


def waiting_verdicts(panel: Panel) -> list[Verdict]:
    """Everything the panel says, with the application it is about."""
    rows = Verdict.objects.filter(panel=panel).select_related(
        "application__organisation", "application__host"
    )
    return list(rows.order_by("pk"))


def refuse_what_is_not_ready(panel: Panel) -> None:
    """The first reason why these decisions cannot be released, as a sentence that says what to do."""
    verdicts = waiting_verdicts(panel)
    if not verdicts:
        raise Refused(_("There is no application on the list of this panel."))
    _refuse_gone(verdicts)
    _refuse_open(verdicts)
    _refuse_wordless(verdicts)
    _refuse_not_carried(panel, verdicts)
    awards = [row.amount_minor or 0 for row in verdicts if row.decision == Decision.AWARD]
    refuse_what_exceeds(panel, more=sum(awards), already=0, count=len(awards))


def _refuse_gone(verdicts: list[Verdict]) -> None:
    gone = [row for row in verdicts if row.application.state != ApplicationState.ELIGIBLE]
    if gone:
        raise Refused(
            _("Not under review any more: %(names)s. Bring the list up to date.") % {"names": named(gone)}
        )


def _refuse_open(verdicts: list[Verdict]) -> None:
    undecided = [row for row in verdicts if not row.decision]
    if undecided:
        count = len(undecided)
        words = ngettext(
            "%(count)d application has no decision: %(names)s",
            "%(count)d applications have no decision: %(names)s",
            count,
        )
        raise Refused(words % {"count": count, "names": named(undecided)})


def _refuse_wordless(verdicts: list[Verdict]) -> None:
    silent = [row for row in verdicts if row.decision == Decision.DECLINE and not row.reason.strip()]
    if silent:
        raise Refused(_("Say why, for whoever is not funded: %(names)s") % {"names": named(silent)})


def _refuse_not_carried(panel: Panel, verdicts: list[Verdict]) -> None:
    known = outcomes(panel, verdicts)
    against = [row for row in verdicts if not known[row.pk].carried]
    if against:
        first = known[against[0].pk]
        raise Refused(
            _("Not carried by the votes: %(names)s. %(why)s")
            % {"names": named(against), "why": first.sentence}
        )


def named(verdicts: list[Verdict]) -> str:
    """The references of the first few: they read alike in every language and direction."""
    told = ", ".join(row.application.reference for row in verdicts[:NAMED])
    return f"{told}, …" if len(verdicts) > NAMED else told
