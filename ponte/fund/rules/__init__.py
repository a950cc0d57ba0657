"""Who may do what with calls, applications, reviews, decisions and awards."""

from ponte.fund.rules import applications, awards, calls, reviews

__all__ = ["applications", "awards", "calls", "reviews"]
