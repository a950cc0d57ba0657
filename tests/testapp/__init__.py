"""A small application of a domain that exists in tests only."""
