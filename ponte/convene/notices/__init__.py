"""What sets letters going: a meeting moved on, somebody registered, a letter was lost."""

from ponte.convene.notices.meetings import catch_up, guests_have_changed, interpreter_moved, meeting_moved

__all__ = ["catch_up", "guests_have_changed", "interpreter_moved", "meeting_moved"]
