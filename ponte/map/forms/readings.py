"""What a list wrote and what it was read as, in the reader's words."""

from typing import Any

from ponte.core.models import ImportRun
from ponte.map.forms.import_columns import KEPT, targets


def readings_of(run: ImportRun) -> list[dict[str, Any]]:
    """By column: (written, read as, how often), the most frequent first, and how many more there are."""
    known = targets()
    return [
        {
            "heading": reading["heading"],
            "field": known[reading["field"]].label,
            "pairs": [
                (written, said(reading["field"], value), times) for written, value, times in reading["pairs"]
            ],
            "unseen": reading["unseen"],
        }
        for reading in run.summary.get("readings", [])
        if reading["field"] in known
    ]


def said(field: str, value: Any) -> str:
    """A value as people read it."""
    show = targets()[field].show
    return show(value) if show else str(value)


def columns_told(run: ImportRun) -> dict[str, Any]:
    """The columns that are kept as notes, those left out, and how dates are read."""
    looked = run.layout.get("looked", {})
    orders = run.layout.get("orders", {})
    dated = {heading for heading, name in run.columns.items() if name and targets()[name].is_dated}
    return {
        "kept": [heading for heading, name in run.columns.items() if name == KEPT],
        "left_out": [heading for heading, name in run.columns.items() if not name],
        "dates": [
            {"heading": heading, "order": orders[heading], "proof": looked.get(heading, {}).get("proof")}
            for heading in sorted(dated & set(orders))
        ],
    }
