"""What every domain stands on: the office."""

from ponte.core.models.office import Office

__all__ = ["Office"]
