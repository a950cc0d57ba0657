"""The lives of calls, applications, reviews, decisions and awards."""

from ponte.fund.lifecycles import appeal, application, award, call, panel, phase, review, verdict

__all__ = ["appeal", "application", "award", "call", "panel", "phase", "review", "verdict"]
