"""Engagements and what is written down of them."""

from ponte.plan.models.engagement import Engagement

__all__ = ["Engagement"]
