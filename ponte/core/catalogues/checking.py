"""Whether a catalogue says everything the code says, with the same placeholders and all its plural forms."""

import re
from collections.abc import Iterable, Iterator

from babel.messages.catalog import Catalog, Message

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def _texts(value: str | Iterable[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(PLACEHOLDER.findall(text))


def _has_wrong_placeholders(message: Message) -> bool:
    """A plural form may leave one out: "two letters" needs no number in Arabic."""
    wanted = frozenset().union(*map(_placeholders, _texts(message.id)))
    for text in _texts(message.string):
        got = _placeholders(text)
        if got - wanted or len(wanted - got) > (1 if message.pluralizable else 0):
            return True
    return False


def _fault(message: Message | None, forms: int) -> str | None:
    if message is None:
        return "not in the catalogue"
    if message.fuzzy:
        return "fuzzy"
    texts = _texts(message.string or "")
    if message.pluralizable and len(texts) != forms:
        return f"{len(texts)} plural forms instead of {forms}"
    if not all(texts):
        return "not translated"
    if _has_wrong_placeholders(message):
        return "placeholders differ"
    return None


def faults(found: Catalog, catalogue: Catalog) -> Iterator[str]:
    """One line for each string that is not as it should be."""
    for wanted in found:
        if wanted.id:
            fault = _fault(catalogue.get(wanted.id, wanted.context), catalogue.num_plurals)
            if fault:
                yield f"{fault}: {_texts(wanted.id)[0]!r}"
    for message in catalogue:
        if message.id and found.get(message.id, message.context) is None:
            yield f"no longer used: {_texts(message.id)[0]!r}"
