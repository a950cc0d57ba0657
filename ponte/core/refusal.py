"""The exceptions that are meant for a person."""

from django.utils.functional import Promise


class Refused(Exception):
    """Why something cannot be done now: a translatable sentence that a view shows as it is.

    Its `str` is translated when shown, so the reader's language counts and not the one it was raised in.
    """

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)


class NotPermitted(Refused):
    """Refused because of who asks, whatever the state of the thing."""
