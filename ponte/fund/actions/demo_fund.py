"""The demo of the fund: who applies, the calls, what was sent, how it is read and decided."""

from collections.abc import Mapping
from typing import Any

from ponte.core import versions
from ponte.fund.actions import demo_applications, demo_calls, demo_panels, demo_reviews

KINDS = ("fund.call", "fund.application", "fund.award", "fund.review", "map.organisation")


def create(people: Mapping[str, Any]) -> None:
    """All of it: in few statements what is many, by the actions of people what is decided."""
    demo_calls.create_applicants(people)
    calls = demo_calls.create_calls(people)
    rows = demo_applications.create(calls, people)
    demo_reviews.create(calls, rows, people)
    demo_panels.create(calls, rows, people)
    for kind in KINDS:
        versions.bump(kind)
