"""Pages of convene."""
