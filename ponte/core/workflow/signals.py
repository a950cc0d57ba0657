"""News from lifecycles, sent after commit. What must be true together is an effect, never a receiver."""

from django.dispatch import Signal

# Both are sent with `move: Move`, from the class of the thing.
moved = Signal()
proposed = Signal()
