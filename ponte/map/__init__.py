"""Organisations and informal groups: who they are, where, and how sure we are."""
