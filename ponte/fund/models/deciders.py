"""Everybody who had a hand in what was decided about an application."""

from django.db.models import Q

from ponte.core.changes import kind_of
from ponte.core.models.proposal import Proposal
from ponte.fund.models.application import Application
from ponte.fund.models.panel import PanelMember
from ponte.fund.models.review import Review
from ponte.fund.models.verdict import Verdict


def who_decided(application: Application) -> frozenset[int]:
    """Who screened it, reviewed it, sat on its panels, wrote, proposed or confirmed the decision; read once."""
    known: frozenset[int] | None = getattr(application, "_deciders", None)
    if known is None:
        known = application._deciders = frozenset(_look(application) - {None})  # type: ignore[attr-defined]
    return known


def _look(application: Application) -> set[int | None]:
    verdicts = list(
        Verdict.objects.filter(application=application)
        .order_by()
        .values_list("pk", "panel", "changed_by", "panel__released_by")
    )
    people: set[int | None] = {application.screened_by_id}
    people.update(person for row in verdicts for person in row[2:])
    panels = [row[1] for row in verdicts]
    people.update(PanelMember.objects.filter(panel__in=panels).order_by().values_list("person", flat=True))
    reviews = Review.objects.filter(application=application).order_by()
    people.update(reviews.values_list("reviewer__person", flat=True))
    about = Q(kind=kind_of(Verdict), subject_id__in=[row[0] for row in verdicts])
    about |= Q(kind="fund.panel", subject_id__in=panels)
    for pair in Proposal.objects.filter(about).order_by().values_list("proposed_by", "settled_by"):
        people.update(pair)
    return people
