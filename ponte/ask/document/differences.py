"""What changed between two versions, in sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from django.utils.translation import gettext as _

from ponte.ask.document.kinds import Kind
from ponte.ask.document.parts import Choice, Document, Item, said
from ponte.core import languages

WORDS = {
    "relevant": lambda: _("shown only if"),
    "required": lambda: _("needed"),
    "constraint": lambda: _("accepted only if"),
    "calculation": lambda: _("calculation"),
    "choice_filter": lambda: _("filter of the choices"),
    "repeat_count": lambda: _("number of repetitions"),
    "default": lambda: _("filled in with"),
    "choices": lambda: _("list of choices"),
    "currencies": lambda: _("currencies"),
    "known_as": lambda: _("known elsewhere as"),
    "appearance": lambda: _("appearance"),
    "other": lambda: _("“Other” is offered"),
    "read_only": lambda: _("cannot be changed"),
}
TEXTS = {
    "label": lambda: _("text"),
    "hint": lambda: _("hint"),
    "constraint_message": lambda: _("message when it is not accepted"),
    "required_message": lambda: _("message when it is missing"),
}


def differences(old: Document, new: Document, language: str) -> list[str]:
    """Sentences, in the order of the newer one; none when both ask the same."""
    return [
        *_texts(_("Title"), old.title, new.title),
        *_languages(old, new),
        *_items(old, new, language),
        *_choices(old, new),
    ]


def _languages(old: Document, new: Document) -> Iterator[str]:
    for code in new.languages:
        if code not in old.languages:
            yield _("New language: %(name)s.") % {"name": languages.own_name(code)}
    for code in old.languages:
        if code not in new.languages:
            yield _("Language taken away: %(name)s.") % {"name": languages.own_name(code)}


def _places(document: Document) -> dict[str, tuple[Item, str]]:
    """Items by name, with the group they stand in."""
    found: dict[str, tuple[Item, str]] = {}

    def note(items: tuple[Item, ...], group: str) -> None:
        for item in items:
            found[item.name] = item, group
            note(item.items, item.name)

    note(document.items, "")
    return found


def _items(old: Document, new: Document, language: str) -> Iterator[str]:
    before, after = _places(old), _places(new)
    for name, (item, group) in after.items():
        called = called_of(item, language, new)
        if name not in before:
            yield _("New: %(question)s (%(kind)s).") % {"question": called, "kind": Kind(item.kind).label}
            continue
        earlier, earlier_group = before[name]
        if earlier_group != group:
            yield _("%(question)s stands in another group.") % {"question": called}
        yield from _changes(called, earlier, item)
    for name, (item, _group) in before.items():
        if name not in after:
            yield _("Taken away: %(question)s.") % {"question": called_of(item, language, old)}
    common = [name for name in before if name in after]
    if common != [name for name in after if name in before]:
        yield _("The order of the questions is another one.")


def called_of(item: Item, language: str, document: Document) -> str:
    """A question as people recognise it."""
    return "“" + (said(item.label, language, document.language)[0] or item.name)[:80] + "”"


def _changes(called: str, old: Item, new: Item) -> Iterator[str]:
    if old.kind != new.kind:
        yield _("%(question)s: the kind was “%(before)s” and is “%(after)s”.") % {
            "question": called,
            "before": Kind(old.kind).label,
            "after": Kind(new.kind).label,
        }
    for column in (each.name for each in fields(Item)):
        before, after = getattr(old, column), getattr(new, column)
        if column in TEXTS:
            yield from _texts(f"{called}, {TEXTS[column]()}", before, after)
        elif column in WORDS and before != after:
            yield _("%(question)s, %(column)s: it was “%(before)s” and is “%(after)s”.") % {
                "question": called,
                "column": WORDS[column](),
                "before": _plain(before),
                "after": _plain(after),
            }


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _texts(called: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for code in dict.fromkeys([*old, *new]):
        if old.get(code, "") != new.get(code, ""):
            yield _("%(what)s in %(language)s: it was “%(before)s” and is “%(after)s”.") % {
                "what": called,
                "language": languages.own_name(code),
                "before": old.get(code, "")[:200],
                "after": new.get(code, "")[:200],
            }


def _choices(old: Document, new: Document) -> Iterator[str]:
    for name in dict.fromkeys([*old.choices, *new.choices]):
        before = {choice.name: choice for choice in old.choices.get(name, ())}
        after = {choice.name: choice for choice in new.choices.get(name, ())}
        for choice, row in after.items():
            if choice not in before:
                yield _("List “%(list)s”: new choice “%(choice)s”.") % {
                    "list": name,
                    "choice": _label(row, new),
                }
            else:
                yield from _texts(
                    _("List “%(list)s”, choice “%(choice)s”") % {"list": name, "choice": choice},
                    before[choice].label,
                    row.label,
                )
        for choice, row in before.items():
            if choice not in after:
                yield _("List “%(list)s”: choice “%(choice)s” taken away.") % {
                    "list": name,
                    "choice": _label(row, old),
                }


def _label(choice: Choice, document: Document) -> str:
    return said(choice.label, document.language, document.language)[0] or choice.name
