"""The lives of versions and of answers, one table of steps each. Importing this package declares both."""

from ponte.ask.lifecycles import response, version

__all__ = ["response", "version"]
