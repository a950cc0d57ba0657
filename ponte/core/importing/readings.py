"""What a list wrote and what it was read as, counted, so that people can see and trust it."""

import json
from collections import Counter
from typing import Any

MOST_SHOWN = 100  # different ones of a column; more nobody reads


class Readings:
    """Counts by column. Values are kept as they are; the page says them in its reader's language."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
        self.unseen: Counter[tuple[str, str]] = Counter()

    def note(self, heading: str, field: str, written: str, value: Any) -> None:
        """One cell, or a part of one, was read otherwise than it was written."""
        column = self.counts.setdefault((heading, field), Counter())
        key = (written[:200], json.dumps(value, ensure_ascii=False, sort_keys=True))
        if key in column or len(column) < MOST_SHOWN:
            column[key] += 1
        else:
            self.unseen[heading, field] += 1

    def result(self) -> list[dict[str, Any]]:
        """As it is kept with the list, the most frequent first: JSON."""
        return [
            {
                "heading": heading,
                "field": field,
                "pairs": [
                    [written, json.loads(value), times] for (written, value), times in column.most_common()
                ],
                "unseen": self.unseen[heading, field],
            }
            for (heading, field), column in self.counts.items()
        ]
