"""Everything that is wrong with a document, each thing with the question and the column it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from ponte.ask.document.form import OTHER_ENDS, Placed, is_dynamic, ordered, shown_names, with_others
from ponte.ask.document.kinds import CHOOSING, CONTAINERS, VALUED, Kind
from ponte.ask.document.parts import EXPRESSIONS, Document, Item
from ponte.ask.language import Mistake, Node, Reading
from ponte.ask.language.tree import Call, Reference, parts
from ponte.core import languages, money

MOST_ITEMS = 2_000
MOST_CHOICES = 5_000
DEEPEST = 8
LONGEST_TEXT = 5_000
LONGEST_NAME = 60
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*\Z")
# Functions that take the answers of all repetitions.
GATHERING = frozenset(
    {"sum", "count", "min", "max", "join", "concat", "count-non-empty", "indexed-repeat", "checklist"}
)
COUNTING = frozenset({"count", "count-non-empty", "indexed-repeat"})


class Level(StrEnum):
    """How bad it is."""

    ERROR = "error"  # the questionnaire cannot be asked
    LEFT = "left"  # kept as it stands, but not supported
    HINT = "hint"  # worth a look


@dataclass(frozen=True)
class Finding:
    """What was noticed, and where."""

    level: Level
    message: str
    name: str = ""
    column: str = ""
    sheet: str = "survey"
    row: int = 0

    @property
    def where(self) -> str:
        """The place as people find it."""
        if self.row:
            return _("Sheet %(sheet)s, row %(row)d, column %(column)s") % {
                "sheet": self.sheet,
                "row": self.row,
                "column": self.column or "type",
            }
        return self.name

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


def findings(document: Document) -> list[Finding]:
    """All mistakes of a document; none means that it can be asked."""
    found = list(_sizes(document))
    if found:
        return found
    found += _languages(document)
    found += _names(document)
    if any(finding.level == Level.ERROR for finding in found):
        return found
    checker = _Checker(document)
    return [*found, *checker.items(), *checker.circles()]


def errors(document: Document) -> list[Finding]:
    """What must be mended before it can be asked."""
    return [finding for finding in findings(document) if finding.level == Level.ERROR]


def _error(message: str, item: Item | None = None, column: str = "") -> Finding:
    return Finding(Level.ERROR, message, item.name if item else "", column)


def _sizes(document: Document) -> Iterator[Finding]:
    count = sum(1 for _item in document.walk())
    if count > MOST_ITEMS:
        yield _error(
            _("This questionnaire has %(count)d rows. At most %(most)d can be asked.")
            % {"count": count, "most": MOST_ITEMS}
        )
    choices = sum(map(len, document.choices.values()))
    if choices > MOST_CHOICES:
        yield _error(
            _(
                "This questionnaire has %(count)d choices. At most %(most)d can be shown; ask for a text instead."
            )
            % {"count": choices, "most": MOST_CHOICES}
        )
    if _depth(document.items) > DEEPEST:
        yield _error(_("Groups stand in each other more than %(most)d deep.") % {"most": DEEPEST})


def _depth(items: tuple[Item, ...]) -> int:
    return max((1 + _depth(item.items) for item in items if item.is_container), default=0)


def _languages(document: Document) -> Iterator[Finding]:
    for code in document.languages:
        if not languages.is_known(code):
            yield _error(_("“%(code)s” is the code of no language.") % {"code": code})
    if not any(document.title.values()):
        yield _error(_("The questionnaire has no title."))
    if not document.items:
        yield _error(_("The questionnaire has no questions yet."))


def _names(document: Document) -> Iterator[Finding]:
    seen: dict[str, Item] = {}
    for item in document.walk():
        if not NAME.match(item.name) or len(item.name) > LONGEST_NAME:
            yield _error(
                _(
                    "“%(name)s” cannot be a name: at most 60 letters of English, digits, - and _; a letter first."
                )
                % {"name": item.name},
                item,
                "name",
            )
        if item.name in seen:
            yield _error(_("Two rows have the name “%(name)s”.") % {"name": item.name}, item, "name")
        seen[item.name] = item
    for item in seen.values():
        if item.other and item.name + OTHER_ENDS in seen:
            yield _error(
                _("“%(name)s” is the name of the question about the other choice.")
                % {"name": item.name + OTHER_ENDS},
                item,
                "name",
            )


class _Checker:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.mistakes: list[Finding] = []
        self.placed: dict[str, Placed] = {}
        self._place(document.items, (), ())

    def _place(self, items: tuple[Item, ...], around: tuple[str, ...], repeats: tuple[str, ...]) -> None:
        for item in with_others(items, self.document.languages):
            self.placed[item.name] = Placed(item, around, repeats, self._readings(item))
            inner = (*repeats, item.name) if item.kind == Kind.REPEAT else repeats
            self._place(item.items, (*around, item.name), inner)

    def _readings(self, item: Item) -> dict[str, Reading]:
        found = {}
        for column in (*EXPRESSIONS, "default"):
            text = getattr(item, column).strip()
            if not text or (column == "required" and not item.needed_when):
                continue
            if column == "default" and not is_dynamic(text):
                continue
            try:
                found[column] = Reading.of(text, columns=column == "choice_filter")
            except Mistake as mistake:
                self.mistakes.append(_error(str(mistake), item, column))
        return found

    def items(self) -> Iterator[Finding]:
        yield from self.mistakes
        for placed in self.placed.values():
            yield from self.texts(placed.item)
            yield from self.shape(placed.item)
            for column, reading in placed.readings.items():
                yield from self.looks(placed, column, reading.node, gathered=False)

    def circles(self) -> Iterator[Finding]:
        try:
            ordered(self.placed)
        except Mistake as mistake:
            yield _error(str(mistake))

    def texts(self, item: Item) -> Iterator[Finding]:
        if item.kind in VALUED - {Kind.CALCULATION, Kind.TOLD} and not any(item.label.values()):
            yield Finding(Level.HINT, _("The question has no text."), item.name, "label")
        for texts in (item.label, item.hint, item.constraint_message, item.required_message):
            if any(len(text) > LONGEST_TEXT for text in texts.values()):
                yield _error(
                    _("A text has more than %(most)d characters.") % {"most": LONGEST_TEXT}, item, "label"
                )
        for name in shown_names(self.document, item):
            if name not in self.placed:
                yield _error(_("There is no question “%(name)s”.") % {"name": name}, item, "label")

    def shape(self, item: Item) -> Iterator[Finding]:
        if item.kind in CHOOSING:
            yield from self.choosing(item)
        if item.kind == Kind.CALCULATION and not (item.calculation or item.default):
            yield _error(_("The calculation is empty."), item, "calculation")
        if item.kind == Kind.MONEY and not item.currencies:
            yield _error(_("Say in which currency."), item, "appearance")
        for currency in item.currencies:
            if not money.is_currency(currency):
                yield _error(_("“%(code)s” is no currency.") % {"code": currency}, item, "appearance")
        if item.kind in CONTAINERS and not item.items:
            yield Finding(Level.HINT, _("The group is empty."), item.name)
        if item.kind == Kind.TABLE:
            lists = {(each.kind, each.choices) for each in item.items if each.kind != Kind.NOTE}
            if len(lists) > 1 or any(kind not in CHOOSING for kind, _list in lists):
                yield _error(_("The questions of a table share one list of choices."), item, "appearance")

    def choosing(self, item: Item) -> Iterator[Finding]:
        choices = self.document.choices.get(item.choices)
        if not choices:
            yield _error(_("There is no list of choices “%(name)s”.") % {"name": item.choices}, item, "type")
            return
        if item.other and item.choice_filter:
            yield _error(_("“Other” cannot be offered together with a filter."), item, "choice_filter")
        names = [choice.name for choice in choices]
        for name in sorted({name for name in names if not name or re.search(r"\s", name)}):
            yield _error(
                _("The choice “%(name)s” needs a name without spaces.") % {"name": name}, item, "type"
            )
        twice = sorted({name for name in names if names.count(name) > 1}) if len(names) < 1000 else []
        if twice and not item.choice_filter:
            yield _error(
                _("The list “%(list)s” has a choice twice: %(names)s.")
                % {"list": item.choices, "names": ", ".join(twice)},
                item,
                "type",
            )

    def looks(self, placed: Placed, column: str, node: Node, *, gathered: bool) -> Iterator[Finding]:
        """References that lead nowhere, or to several answers where one is needed."""
        if isinstance(node, Reference):
            if why := self.why_not(placed, node, gathered=gathered):
                yield _error(why, placed.item, column)
            return
        gathers = isinstance(node, Call) and node.name in GATHERING
        if isinstance(node, Call) and node.name in COUNTING:
            for part in parts(node):
                if not (isinstance(part, Reference) and self.repeats(part.name)):
                    yield from self.looks(placed, column, part, gathered=True)
            return
        for part in parts(node):
            yield from self.looks(placed, column, part, gathered=gathered or gathers)

    def repeats(self, name: str) -> bool:
        return name in self.placed and self.placed[name].item.kind == Kind.REPEAT

    def why_not(self, placed: Placed, node: Reference, *, gathered: bool) -> str:
        if node.bare:
            columns = {
                column
                for choice in self.document.choices.get(placed.item.choices, ())
                for column in choice.columns
            }
            if node.name in columns | {"name", "label"}:
                return ""
            return _("The choices have no column “%(name)s”.") % {"name": node.name}
        other = self.placed.get(node.name)
        if other is None:
            return _("There is no question “%(name)s”.") % {"name": node.name}
        if other.item.kind == Kind.KEPT:
            return _("“%(name)s” is kept, but not asked here, so nothing can depend on it.") % {
                "name": node.name
            }
        if other.item.kind not in VALUED:
            return _(
                "“%(name)s” is a group and has no answer. Use count(${%(name)s}) for one that repeats."
            ) % {"name": node.name}
        if not gathered and other.repeats != placed.repeats[: len(other.repeats)]:
            return _(
                "“%(name)s” is answered several times, in the group “%(group)s”. Use sum(), count(), join() or"
                " indexed-repeat()."
            ) % {"name": node.name, "group": other.repeats[-1]}
        return ""
