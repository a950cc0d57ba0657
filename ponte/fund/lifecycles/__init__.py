"""The lives of calls, applications and awards."""

from ponte.fund.lifecycles import application, award, call

__all__ = ["application", "award", "call"]
