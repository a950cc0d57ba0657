"""A first look over a list: what its columns hold, before anybody says what they mean."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ponte.core.importing.dates import Order, OrderWatch
from ponte.core.importing.table import Table
from ponte.core.text import clean

EXAMPLES = 3
LOOKED_AT = 1_000  # rows that sorts and examples are told by; the order of dates by all of them
SORTS: Mapping[str, re.Pattern[str]] = {
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "web": re.compile(r"(?:https?://|www\.)\S+", re.I),
    "date": re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4}"),
    "phone": re.compile(r"'?\+\d[\d\s()./-]{6,}"),
    "number": re.compile(r"-?\d+(?:[.,]\d+)*"),
}
Looked = dict[str, Any]


class ColumnWatch:
    """What the cells of one column look like."""

    def __init__(self) -> None:
        self.examples: list[str] = []
        self.sorts: Counter[str] = Counter()
        self.filled = 0
        self.dates = OrderWatch()

    def see(self, row: int, cell: str) -> None:
        """One more cell that says something."""
        self.filled += 1
        if cell[0].isdigit() and len(cell) <= 14:
            self.dates.see(row, cell)
        if self.filled <= LOOKED_AT:
            self.sorts[sort_of(cell)] += 1
            if len(self.examples) < EXAMPLES and (short := clean(cell)[:60]) not in self.examples:
                self.examples.append(short)

    def result(self) -> Looked:
        """As it is kept with the list: JSON."""
        order = self.dates.result()
        common, times = self.sorts.most_common(1)[0] if self.sorts else ("", 0)
        return {
            "filled": self.filled,
            "examples": self.examples,
            "sort": common if times * 10 >= min(self.filled, LOOKED_AT) * 9 else "",
            "order": order.order.value if order.order else "",
            "proof": list(order.proof) if order.proof else [],
            "is_asked": order.is_asked,
        }


def sort_of(cell: str) -> str:
    """E-mail, web address, date, telephone, number; empty for words."""
    return next((sort for sort, shape in SORTS.items() if shape.fullmatch(cell.strip())), "")


def look_over(table: Table) -> dict[str, Looked]:
    """{heading: what its column holds}, read to the end in constant memory. Raises Refused at a damaged row."""
    watches = [(place, heading, ColumnWatch()) for place, heading in enumerate(table.header) if heading]
    for row, cells in table.rows:
        for place, _heading, watch in watches:
            if place < len(cells) and (cell := cells[place].strip()):
                watch.see(row, cell)
    return {heading: watch.result() for _place, heading, watch in watches}


def orders_in(looked: Mapping[str, Looked]) -> dict[str, Order]:
    """{heading: order} of the columns whose dates decide it themselves."""
    return {heading: Order(column["order"]) for heading, column in looked.items() if column["order"]}
