"""Lists brought in: read, matched to fields, previewed, applied all or nothing, and undone."""

from ponte.core.importing.columns import Target, guess_columns
from ponte.core.importing.dates import Order
from ponte.core.importing.looking import look_over, orders_in
from ponte.core.importing.readings import Readings
from ponte.core.importing.rows import Parsed, Problem, Reader
from ponte.core.importing.table import Layout, Table, read_table

__all__ = [
    "Layout",
    "Order",
    "Parsed",
    "Problem",
    "Reader",
    "Readings",
    "Table",
    "Target",
    "guess_columns",
    "look_over",
    "orders_in",
    "read_table",
]
