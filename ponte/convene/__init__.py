"""Coordination tables: who sits at them, who speaks for them, when they meet and what they decide."""
