"""Proposals that wait for a second person, as tasks on their desk."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from ponte.core.models.proposal import Proposal
from ponte.core.registries import Task
from ponte.core.workflow.workflow import registered

SHOWN = 100


def proposals_to_confirm(user: Any) -> list[Task]:
    """The oldest proposals of others that this person may confirm now, and whose thing has a page."""
    others = Proposal.objects.filter(outcome="").exclude(proposed_by=user).order_by("id")[:SHOWN]
    by_kind = defaultdict(list)
    for proposal in others:
        by_kind[proposal.kind].append(proposal)
    tasks: list[Task | None] = []
    for kind, proposals in by_kind.items():
        subjects = apps.get_model(kind)._base_manager.in_bulk([proposal.subject_id for proposal in proposals])
        tasks += [_task(proposal, subjects.get(proposal.subject_id), user) for proposal in proposals]
    return [task for task in tasks if task]


def _task(proposal: Proposal, subject: Any, user: Any) -> Task | None:
    workflow = registered.get(proposal.workflow)
    if workflow is None or not hasattr(subject, "get_absolute_url"):
        return None
    for offer in workflow.open_to(user, subject):
        if offer.step == proposal.step and offer.confirms:
            title = _("Confirm “%(step)s”: %(thing)s") % {"step": offer.label, "thing": subject}
            return Task(title, subject.get_absolute_url(), proposal.proposed_at)
    return None
