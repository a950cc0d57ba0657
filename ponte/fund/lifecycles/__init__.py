"""The lives of calls, applications and awards."""

from ponte.fund.lifecycles import application, award, call, phase, review

__all__ = ["application", "award", "call", "phase", "review"]
