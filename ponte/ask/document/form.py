"""A document made ready to be worked out: who stands where, what is read, in which order."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.ask.document.kinds import ANSWERED, CHOOSING, Kind
from ponte.ask.document.parts import EXPRESSIONS, Choice, Document, Item
from ponte.ask.language import Mistake, Reading, template_references

KEY = re.compile(r"[a-z0-9]{1,12}")
OTHER, OTHER_ENDS = "other", "_other"


@dataclass(frozen=True)
class Placed:
    """An item with the groups around it, from the outside in, and those of them that repeat."""

    item: Item
    around: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)

    def path(self, keys: tuple[str, ...]) -> str:
        """Where the answer of one repetition is kept: `household:k3/age`."""
        steps = [f"{name}:{key}" for name, key in zip(self.repeats, keys, strict=True)]
        return "/".join([*steps, self.item.name])


def is_dynamic(default: str) -> bool:
    """Whether a default is worked out and not simply there."""
    return "${" in default or ("(" in default and default.rstrip().endswith(")"))


class Form:
    """Everything known of a document. Raises Mistake when it cannot be worked out; see `checking` for all mistakes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.placed: dict[str, Placed] = {}
        self._place(document.items, (), ())
        self.order = ordered(self.placed)

    def _place(self, items: tuple[Item, ...], around: tuple[str, ...], repeats: tuple[str, ...]) -> None:
        for item in with_others(items, self.document.languages):
            self.placed[item.name] = Placed(item, around, repeats, readings_of(item))
            inner = (*repeats, item.name) if item.kind == Kind.REPEAT else repeats
            self._place(item.items, (*around, item.name), inner)

    def __getitem__(self, name: str) -> Placed:
        return self.placed[name]

    def __contains__(self, name: object) -> bool:
        return name in self.placed

    def within(self, name: str) -> list[Placed]:
        """What stands directly in a group; of the questionnaire itself for no name."""
        around = (*self.placed[name].around, name) if name else ()
        return [placed for placed in self.placed.values() if placed.around == around]

    def where(self, path: str) -> tuple[Placed, tuple[str, ...]] | None:
        """What a path names, with the keys of the repetitions on the way; None when it names nothing."""
        *steps, name = path.split("/")
        placed = self.placed.get(name)
        if placed is None or len(steps) != len(placed.repeats):
            return None
        keys = []
        for step, repeat in zip(steps, placed.repeats, strict=True):
            found, _colon, key = step.partition(":")
            if found != repeat or not KEY.fullmatch(key):
                return None
            keys.append(key)
        return placed, tuple(keys)

    @cached_property
    def answered(self) -> list[Placed]:
        """Every question somebody answers."""
        return [placed for placed in self.placed.values() if placed.item.kind in ANSWERED]

    def choices(self, item: Item) -> tuple[Choice, ...]:
        """What may be chosen, before any filter."""
        given = self.document.choices.get(item.choices, ())
        if not item.other or any(choice.name == OTHER for choice in given):
            return given
        return (*given, Choice(OTHER, in_each(self.document.languages, lambda: _("Other"))))

    def choice(self, item: Item, name: str) -> Choice | None:
        """One of them."""
        return self._by_name.get((item.choices, name)) or next(
            (choice for choice in self.choices(item) if choice.name == name), None
        )

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Choice]:
        found: dict[tuple[str, str], Choice] = {}
        for list_name, choices in self.document.choices.items():
            for choice in choices:
                found.setdefault((list_name, choice.name), choice)
        return found


def in_each(languages: tuple[str, ...], words: Callable[[], str]) -> dict[str, str]:
    """A sentence of ours in the languages of a questionnaire, as far as we speak them."""
    texts = {}
    for language in languages:
        with override(language):
            texts[language] = words()
    return texts


def with_others(items: tuple[Item, ...], languages: tuple[str, ...]) -> Iterator[Item]:
    """The items; after a choice with “other” comes the question which."""
    for item in items:
        yield item
        if item.other and item.kind in CHOOSING:
            yield Item(
                name=item.name + OTHER_ENDS,
                kind=Kind.TEXT,
                label=in_each(languages, lambda: _("Which other?")),
                relevant=f"selected(${{{item.name}}}, '{OTHER}')",
            )


def readings_of(item: Item) -> dict[str, Reading]:
    """The expressions of an item, read. Raises Mistake at the first that cannot be."""
    found = {}
    for column in EXPRESSIONS:
        text = getattr(item, column).strip()
        if text and not (column == "required" and not item.needed_when):
            found[column] = Reading.of(text, columns=column == "choice_filter")
    if is_dynamic(item.default):
        found["default"] = Reading.of(item.default)
    return found


def depends_on(placed: Placed) -> list[str]:
    """Whose values the value of this one follows from."""
    names = list(placed.around[-1:])
    for column in ("relevant", "calculation", "repeat_count", "default"):
        if column in placed.readings:
            names += placed.readings[column].names
    return list(dict.fromkeys(names))


def ordered(placed: Mapping[str, Placed]) -> tuple[str, ...]:
    """Names, each after all it depends on. Raises Mistake with the circle, if there is one."""
    done: dict[str, bool] = {}
    order: list[str] = []
    for start in placed:
        stack = [(start, iter(depends_on(placed[start])))] if start not in done else []
        if stack:
            done[start] = False
        while stack:
            name, waiting = stack[-1]
            following = next(
                (each for each in waiting if each in placed and done.get(each) is not True), None
            )
            if following is None:
                done[name] = True
                order.append(name)
                stack.pop()
            elif following in done:
                raise Mistake(circle([each for each, _waiting in stack], following))
            else:
                done[following] = False
                stack.append((following, iter(depends_on(placed[following]))))
    return tuple(order)


def circle(path: list[str], back_to: str) -> str:
    """The sentence that names a circle."""
    names = [*path[path.index(back_to) :], back_to]
    return _("These depend on each other in a circle: %(names)s. Take one of the conditions away.") % {
        "names": " → ".join(names)
    }


def shown_names(document: Document, item: Item) -> list[str]:
    """The questions whose answers the texts of an item show."""
    texts = [text for column in (item.label, item.hint, item.constraint_message) for text in column.values()]
    return list(dict.fromkeys(name for text in texts for name in template_references(text)))
