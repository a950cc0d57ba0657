"""Tests of ponte.accounts."""
