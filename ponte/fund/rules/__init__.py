"""Who may do what with calls, applications, reviews, decisions and awards."""

from ponte.fund.rules import applications, awards, calls, panels, reviews

__all__ = ["applications", "awards", "calls", "panels", "reviews"]
