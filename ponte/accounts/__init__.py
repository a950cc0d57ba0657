"""People of the office and how they sign in."""
