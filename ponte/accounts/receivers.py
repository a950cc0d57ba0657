"""What happens around migrations."""

from typing import Any

from django.core.management import call_command


def make_cache_table(*, using: str, **_signal: Any) -> None:
    """The cache that all processes share (limits against guessing) is a table: make it with the others."""
    call_command("createcachetable", database=using, verbosity=0)
