"""From what people type to values of a record."""
