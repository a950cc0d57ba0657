"""The life of a version of terms of reference: written, adopted, replaced."""

from django.utils.translation import gettext_lazy as _

from ponte.convene.models import Terms
from ponte.convene.models.terms import TermsState
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow


def it_says_when(terms: Terms) -> None:
    """Whoever asks by what right gets a day, and a meeting."""
    if terms.adopted_on is None:
        raise Refused(_("Say on which day it was adopted."))


def replace_the_one_before(move: Move) -> None:
    """One version holds at a time."""
    holding = Terms.objects.filter(table=move.subject.table_id, state=TermsState.ADOPTED)
    for before in holding.exclude(pk=move.subject.pk).order_by("pk"):
        lifecycle.perform("supersede", before, by=None)


def set_day(move: Move) -> None:
    """When and where, as the facts of the move say."""
    move.subject.adopted_on = move.facts.get("on")
    move.subject.meeting_id = move.facts.get("meeting")
    it_says_when(move.subject)


lifecycle = Workflow(
    "convene.terms",
    Step(
        "adopt",
        _("Adopt"),
        {TermsState.DRAFT},
        TermsState.ADOPTED,
        effects=(replace_the_one_before, set_day),
    ),
    Step("supersede", _("Replaced by a newer version"), {TermsState.ADOPTED}, TermsState.SUPERSEDED),
)
