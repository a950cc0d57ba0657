"""The lives of what accounts know, one table of steps each."""

from ponte.accounts.lifecycles import data_request

__all__ = ["data_request"]
