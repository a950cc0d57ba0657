"""The lives of convene, one table of steps each. Importing this package declares all of them."""

from ponte.convene.lifecycles import ask, candidate, election, mandate, matter, meeting, seat, table, terms

__all__ = ["ask", "candidate", "election", "mandate", "matter", "meeting", "seat", "table", "terms"]
