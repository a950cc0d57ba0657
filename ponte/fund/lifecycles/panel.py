"""The life of a panel: prepared, deciding, and then everything it decided is known in one moment."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from ponte.fund.lifecycles.deciding import carry_out
from ponte.fund.models import Application, Call, Panel, Verdict
from ponte.fund.models.vocabulary import ApplicationState, CallState, PanelState
from ponte.fund.queries.releasing import refuse_what_is_not_ready


def it_can_decide(panel: Panel) -> None:
    """A chair, and enough members for the votes it needs."""
    members = list(panel.members.order_by().values_list("is_chair", flat=True))
    if not any(members):
        raise Refused(_("Name a chair first."))
    if len(members) < panel.quorum:
        needed = ngettext(
            "%(count)s vote is needed for each application.",
            "%(count)s votes are needed for each application.",
            panel.quorum,
        )
        there = ngettext("The panel has one member.", "The panel has %(count)s members.", len(members))
        raise Refused(f"{needed % {'count': panel.quorum}} {there % {'count': len(members)}}")


def there_is_something_to_decide(panel: Panel) -> None:
    """The call is under review, and applications wait."""
    if panel.call.state != CallState.REVIEW:
        raise Refused(_("Begin the review of the call first."))
    if not undecided(panel).exists():
        raise Refused(_("No application of this call waits for a panel."))


def undecided(panel: Panel) -> "QuerySet[Application]":
    """Eligible applications of the call that are on no list of a panel yet."""
    waiting = Application.objects.filter(call=panel.call_id, state=ApplicationState.ELIGIBLE)
    return waiting.exclude(verdicts__state="pending").order_by("pk")


def list_applications(move: Move) -> None:
    """Whatever is eligible now is on the list; what becomes eligible later is added by hand."""
    panel: Panel = move.subject
    Verdict.objects.bulk_create(
        Verdict(panel=panel, application=application, changed_by=move.by) for application in undecided(panel)
    )


def clear_the_list(move: Move) -> None:
    """The applications are free for another panel."""
    move.subject.verdicts.all().delete()


def release(move: Move) -> None:
    """All of it or nothing. The call is locked, so that no other panel gives from the same pot."""
    carry_out(move.subject, by=move.by, at=move.at)


def the_call(panel: Panel) -> Iterable[Call]:
    """What is locked with a panel."""
    return (panel.call,)


lifecycle = Workflow(
    "fund.panel",
    Step(
        "open",
        _("Let the panel decide"),
        {PanelState.PREPARED},
        PanelState.OPEN,
        guards=(it_can_decide, there_is_something_to_decide),
        effects=(list_applications,),
        stamp="opened",
        explain=_("All eligible applications are put on its list. Members declare their interests and vote."),
    ),
    Step(
        "release",
        _("Release the decisions"),
        {PanelState.OPEN},
        PanelState.RELEASED,
        guards=(refuse_what_is_not_ready,),
        beside=the_call,
        effects=(release,),
        stamp="released",
        two_people=True,
        explain=_(
            "Awards are made and everybody gets their letter in one moment. A change in between means that it has to "
            "be proposed again."
        ),
    ),
    Step(
        "cancel",
        pgettext_lazy("of a panel", "Cancel"),
        {PanelState.PREPARED, PanelState.OPEN},
        PanelState.CANCELLED,
        needs_reason=True,
        effects=(clear_the_list,),
        explain=_("Nothing was decided. Its applications are free for another panel."),
    ),
)
