"""Engagements: for what, with whom and until when an office brings a diaspora together."""
