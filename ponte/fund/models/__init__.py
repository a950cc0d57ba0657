"""Calls, applications, reviews, decisions and awards."""

from ponte.fund.models.application import Application
from ponte.fund.models.award import Award
from ponte.fund.models.call import Call
from ponte.fund.models.criterion import Criterion

__all__ = ["Application", "Award", "Call", "Criterion"]
