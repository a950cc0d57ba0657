"""What happens at meetings, sent after the commit. What must be true together is an action, never a receiver."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

# Sent with `meeting`: somebody at it may have to be told something. Who and what stands in the rows.
guests_changed = Signal()


def tell_later(meeting: Any) -> None:
    """Once this is committed, whoever has to be told something about the meeting gets a letter."""
    transaction.on_commit(partial(guests_changed.send_robust, sender=type(meeting), meeting=meeting))
