"""The demo of the fund: who applies, the calls, what was sent, how it is read and decided."""

from collections.abc import Mapping
from typing import Any

from ponte.fund.actions import demo_calls


def create(people: Mapping[str, Any]) -> None:
    """All of it."""
    demo_calls.create_applicants(people)
    demo_calls.create_calls(people)
