"""Calls, applications, reviews, decisions and awards."""

from ponte.fund.models.appeal import Appeal
from ponte.fund.models.application import Application
from ponte.fund.models.assignment import AssignmentPlan
from ponte.fund.models.award import Award
from ponte.fund.models.budget_category import BudgetCategory
from ponte.fund.models.budget_line import BudgetLine
from ponte.fund.models.call import Call
from ponte.fund.models.call_attachment import CallAttachment
from ponte.fund.models.call_invitation import CallInvitation
from ponte.fund.models.call_notice import CallNotice
from ponte.fund.models.call_question import CallQuestion
from ponte.fund.models.conflict import ConflictDeclaration
from ponte.fund.models.criterion import Criterion
from ponte.fund.models.eligibility_rule import EligibilityRule
from ponte.fund.models.letter_template import LetterTemplate
from ponte.fund.models.panel import Panel, PanelMember
from ponte.fund.models.partner import Partner
from ponte.fund.models.phase import PhaseReviewer, ReviewPhase
from ponte.fund.models.review import Review, Score
from ponte.fund.models.reviewer import Reviewer
from ponte.fund.models.scenario import Scenario
from ponte.fund.models.sealed_look import SealedLook
from ponte.fund.models.submission import Submission
from ponte.fund.models.verdict import Verdict, Vote

__all__ = [
    "Appeal",
    "Application",
    "AssignmentPlan",
    "Award",
    "BudgetCategory",
    "BudgetLine",
    "Call",
    "CallAttachment",
    "CallInvitation",
    "CallNotice",
    "CallQuestion",
    "ConflictDeclaration",
    "Criterion",
    "EligibilityRule",
    "LetterTemplate",
    "Panel",
    "PanelMember",
    "Partner",
    "PhaseReviewer",
    "Review",
    "ReviewPhase",
    "Reviewer",
    "Scenario",
    "Score",
    "SealedLook",
    "Submission",
    "Verdict",
    "Vote",
]
