"""Believable people and things for tests."""
