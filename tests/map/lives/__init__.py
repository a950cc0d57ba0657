"""Organisations own their record."""
