"""`{% load ui %}`: every component of the interface. See `/gallery/` for each of them in every state."""

from ponte.core.ui import arches, controls, forms, frame, icons, records, words
from ponte.core.ui.library import register

__all__ = ["arches", "controls", "forms", "frame", "icons", "records", "register", "words"]
