"""Documents as JSON: only what differs from nothing is written, only what is known is read."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ponte.ask.document.kinds import Kind
from ponte.ask.document.parts import Choice, Document, Item

Plain = dict[str, Any]


def to_plain(document: Document) -> Plain:
    """The document as JSON values."""
    return {
        "languages": list(document.languages),
        "title": dict(document.title),
        "items": [item_to_plain(item) for item in document.items],
        "choices": {
            name: [_filled(choice, ("name", "label", "columns")) for choice in choices]
            for name, choices in document.choices.items()
        },
        "headings": dict(document.headings),
        "settings": dict(document.settings),
    }


def item_to_plain(item: Item) -> Plain:
    """One item."""
    names = [each.name for each in fields(Item) if each.name != "items"]
    plain = _filled(item, names)
    if item.items:
        plain["items"] = [item_to_plain(each) for each in item.items]
    return plain


def _filled(part: Any, names: Any) -> Plain:
    found = {name: getattr(part, name) for name in names}
    return {
        name: dict(value)
        if isinstance(value, Mapping)
        else list(value)
        if isinstance(value, tuple)
        else str(value)
        if isinstance(value, Kind)
        else value
        for name, value in found.items()
        if value not in ("", False, (), {})
    }


def from_plain(plain: Plain) -> Document:
    """The document again."""
    return Document(
        languages=tuple(plain.get("languages") or ("en",)),
        title=plain.get("title", {}),
        items=tuple(map(item_from_plain, plain.get("items", ()))),
        choices={
            name: tuple(Choice(**choice) for choice in choices)
            for name, choices in plain.get("choices", {}).items()
        },
        headings=plain.get("headings", {}),
        settings=plain.get("settings", {}),
    )


def item_from_plain(plain: Plain) -> Item:
    """One item again."""
    given = dict(plain)
    given["items"] = tuple(map(item_from_plain, given.get("items", ())))
    given["currencies"] = tuple(given.get("currencies", ()))
    return Item(**given)


def fingerprint(plain: Any) -> str:
    """A hash of JSON values, however their keys are ordered."""
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
