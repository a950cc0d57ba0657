"""Questionnaires: written once, asked everywhere."""
