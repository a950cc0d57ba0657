"""The API: one door for every address, problems people understand, limits, and a registry that domains fill."""

from ponte.core.api.answers import reads
from ponte.core.api.asked import Asked
from ponte.core.api.callers import Caller, Scope, caller_of, scopes
from ponte.core.api.problems import Problem, problems
from ponte.core.api.registry import Resource, resources

__all__ = [
    "Asked",
    "Caller",
    "Problem",
    "Resource",
    "Scope",
    "caller_of",
    "problems",
    "reads",
    "resources",
    "scopes",
]
