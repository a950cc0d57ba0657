"""What happens to calls, sent after the commit. What must be true together is an action, never a receiver."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

# Sent with `call`: somebody may have to be told something about it. Who and what stands in the rows.
call_has_news = Signal()


def tell_later(call: Any) -> None:
    """Once this is committed, whoever has to be told something about the call gets a letter."""
    transaction.on_commit(partial(call_has_news.send_robust, sender=type(call), call=call))
