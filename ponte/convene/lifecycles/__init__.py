"""The lives of convene, one table of steps each. Importing this package declares all of them."""

from ponte.convene.lifecycles import meeting, seat, table

__all__ = ["meeting", "seat", "table"]
