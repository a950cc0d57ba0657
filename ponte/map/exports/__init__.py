"""The map for machines."""
