"""What people do to the map."""

from ponte.map.actions.organisation import add_organisation, change_organisation, describe, undo_change

__all__ = ["add_organisation", "change_organisation", "describe", "undo_change"]
