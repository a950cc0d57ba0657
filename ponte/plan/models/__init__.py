"""Engagements and what is written down of them."""

from ponte.plan.models.draft import EngagementRole, MessageDraft
from ponte.plan.models.effect import UnplannedEffect
from ponte.plan.models.engagement import Engagement
from ponte.plan.models.exit_criterion import ExitCriterion
from ponte.plan.models.finding import Finding
from ponte.plan.models.party import Party

__all__ = [
    "Engagement",
    "EngagementRole",
    "ExitCriterion",
    "Finding",
    "MessageDraft",
    "Party",
    "UnplannedEffect",
]
