"""Tests of lifecycles."""
