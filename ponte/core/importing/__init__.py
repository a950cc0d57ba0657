"""Lists brought in: read, matched to fields, previewed, applied all or nothing, and undone."""

from ponte.core.importing.columns import Problem, Target, guess_columns, parse_rows
from ponte.core.importing.table import Table, read_table

__all__ = ["Problem", "Table", "Target", "guess_columns", "parse_rows", "read_table"]
