"""Comparing and linking."""
