"""Pages of people and the office."""
