"""From what people type to values of convene."""
