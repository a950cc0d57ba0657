"""People and their office roles."""

from ponte.accounts.models.person import Person

__all__ = ["Person"]
