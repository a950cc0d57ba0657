"""Tables, seats, and what happens at them."""

from ponte.convene.models.delegate import Delegate
from ponte.convene.models.seat import Seat
from ponte.convene.models.table import Table

__all__ = ["Delegate", "Seat", "Table"]
