"""Letters about calls, applications and decisions."""

from ponte.fund.notices.applications import application_moved

__all__ = ["application_moved"]
