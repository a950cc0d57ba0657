"""Tests of ponte.core."""
