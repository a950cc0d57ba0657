"""Documents with something changed: a question put in, moved, taken out; texts and choices."""

import re
from collections.abc import Iterator
from dataclasses import replace

from anyascii import anyascii
from django.utils.translation import gettext as _

from ponte.ask.document.form import shown_names
from ponte.ask.document.kinds import CHOOSING
from ponte.ask.document.parts import EXPRESSIONS, Choice, Document, Item, changed
from ponte.ask.language import template_references
from ponte.core.refusal import Refused

Items = tuple[Item, ...]


def item_of(document: Document, name: str) -> Item | None:
    """The item of this name."""
    return next((item for item in document.walk() if item.name == name), None)


def group_of(document: Document, name: str) -> str:
    """The group an item stands in directly; nothing for the questionnaire itself."""
    return next((item.name for item in document.walk() if any(each.name == name for each in item.items)), "")


def fresh_name(document: Document, label: str) -> str:
    """A name out of a text, that nothing has yet."""
    words = re.sub(r"[^a-z0-9]+", "_", anyascii(label).lower()).strip("_")[:40].strip("_") or "question"
    stem = words if words[0].isalpha() else f"q_{words}"
    taken = {item.name for item in document.walk()}
    taken |= {f"{item.name}_other" for item in document.walk() if item.other}
    number, name = 2, stem
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    return name


def put(document: Document, item: Item, *, group: str = "") -> Document:
    """An item at the end of a group, or changed where it is when it stands in that group already."""
    there = item_of(document, item.name)
    if there is not None and group_of(document, item.name) == group:
        kept = replace(item, items=there.items)
        return replace(document, items=_replaced(document.items, kept))
    if there is not None:
        if group and group in {item.name, *(each.name for each in Document(items=there.items).walk())}:
            raise Refused(_("A group cannot stand in itself."))
        item = replace(item, items=there.items)
        document = replace(document, items=without(document.items, item.name))
    if not group:
        return replace(document, items=(*document.items, item))
    around = item_of(document, group)
    if around is None or not around.is_container:
        raise Refused(_("There is no such group."))
    return replace(document, items=changed(document.items, group, items=(*around.items, item)))


def _replaced(items: Items, new: Item) -> Items:
    return tuple(
        new if item.name == new.name else replace(item, items=_replaced(item.items, new)) for item in items
    )


def without(items: Items, name: str) -> Items:
    """The items without one of them."""
    return tuple(replace(item, items=without(item.items, name)) for item in items if item.name != name)


def moved(document: Document, name: str, *, up: bool) -> Document:
    """One place up or down among those it stands with."""

    def among(items: Items) -> Items:
        names = [item.name for item in items]
        if name not in names:
            return tuple(replace(item, items=among(item.items)) for item in items)
        at = names.index(name)
        to = max(0, at - 1) if up else min(len(items) - 1, at + 1)
        found = [item for item in items if item.name != name]
        found.insert(to, items[at])
        return tuple(found)

    return replace(document, items=among(document.items))


def looking_at(document: Document, names: set[str]) -> Iterator[Item]:
    """Items outside these that look at one of them."""
    for item in document.walk():
        if item.name in names:
            continue
        seen = {
            name
            for column in (*EXPRESSIONS, "default")
            for name in template_references(getattr(item, column))
        }
        if (seen | set(shown_names(document, item))) & names:
            yield item


def taken_out(document: Document, name: str) -> Document:
    """Without an item and all in it. Refused while others look at it; lists nobody uses any more go too."""
    item = item_of(document, name)
    if item is None:
        raise Refused(_("This question is not there any more."))
    names = {name, *(each.name for each in Document(items=item.items).walk())}
    if item.other:
        names.add(f"{name}_other")
    others = [each.name for each in looking_at(document, names)]
    if others:
        raise Refused(
            _("Other questions depend on it: %(names)s. Change them first.") % {"names": ", ".join(others)}
        )
    return tidied(replace(document, items=without(document.items, name)))


def tidied(document: Document) -> Document:
    """Without lists of choices that no question uses."""
    used = {item.choices for item in document.walk() if item.kind in CHOOSING}
    return replace(document, choices={name: rows for name, rows in document.choices.items() if name in used})


def with_choices(document: Document, name: str, choices: tuple[Choice, ...]) -> Document:
    """One list of choices replaced."""
    return replace(document, choices={**document.choices, name: choices})
