"""Which columns a list of organisations may have, and what their cells mean."""

from ponte.map.forms.import_columns.finish import finish
from ponte.map.forms.import_columns.targets import FIXED, KEPT, suggested_columns, targets, understands

__all__ = ["FIXED", "KEPT", "finish", "suggested_columns", "targets", "understands"]
