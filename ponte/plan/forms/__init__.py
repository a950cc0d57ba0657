"""From what people type to values of an engagement."""
