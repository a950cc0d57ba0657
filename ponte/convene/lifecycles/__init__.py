"""The lives of convene, one table of steps each. Importing this package declares all of them."""

from ponte.convene.lifecycles import (
    action_point,
    amendment,
    ask,
    candidate,
    decision,
    election,
    interpretation,
    mandate,
    matter,
    meeting,
    minutes,
    seat,
    series,
    table,
    terms,
)

__all__ = [
    "action_point",
    "amendment",
    "ask",
    "candidate",
    "decision",
    "election",
    "interpretation",
    "mandate",
    "matter",
    "meeting",
    "minutes",
    "seat",
    "series",
    "table",
    "terms",
]
