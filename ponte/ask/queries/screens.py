"""A questionnaire as people see it: screens of questions, with what was answered and what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ponte.ask.document.evaluation import Evaluation
from ponte.ask.document.form import Form
from ponte.ask.document.kinds import ANSWERED, CHOOSING, UPLOADS, Kind
from ponte.ask.document.look import Keys, Look
from ponte.ask.document.stored import calculated, told
from ponte.ask.models import Answer

FEW = 7  # choices that are shown all at once
AT_ONCE = 8  # questions outside groups on one screen


@dataclass(frozen=True)
class Screen:
    """What stands together on a phone: one group, or some questions outside groups."""

    number: int
    names: tuple[str, ...]
    group: str = ""


def screens_of(form: Form) -> list[Screen]:
    """The screens in order."""
    found: list[Screen] = []
    loose: list[str] = []
    for placed in form.within(""):
        item = placed.item
        if item.kind in (Kind.CALCULATION, Kind.TOLD, Kind.KEPT):
            continue
        if item.is_container or len(loose) >= AT_ONCE:
            found += [Screen(len(found) + 1, tuple(loose))] if loose else []
            loose = []
        if item.is_container:
            found.append(Screen(len(found) + 1, (item.name,), item.name))
        else:
            loose.append(item.name)
    return [*found, Screen(len(found) + 1, tuple(loose))] if loose else found


def looks_on(evaluation: Evaluation, screen: Screen) -> list[Look]:
    """Every place on a screen."""
    wanted = set(screen.names)
    return [look for look in evaluation.in_order if wanted & {look.item.name, *look.placed.around[:1]}]


@dataclass
class Option:
    """One choice."""

    name: str
    label: str
    language: str
    chosen: bool
    offered: bool


@dataclass
class Block:
    """One question or group as the page draws it."""

    look: Look
    label: str
    label_language: str
    hint: str = ""
    hint_language: str = ""
    raw: list[str] = field(default_factory=list)
    error: str = ""
    edition: int = 0
    currency: str = ""
    options: list[Option] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)
    repetitions: list[tuple[str, list["Block"]]] = field(default_factory=list)
    file: Any = None
    rival: str = ""
    rival_by: str = ""
    from_elsewhere: bool = False
    told: str = ""  # an answer nobody can change, in words

    @property
    def path(self) -> str:
        """Where the answer is kept."""
        return self.look.path

    @property
    def id(self) -> str:
        """The id of its control."""
        return "q-" + self.look.path.replace(":", "-").replace("/", "-")

    @property
    def item(self) -> Any:
        """The question."""
        return self.look.item

    @property
    def value(self) -> str:
        """What the control shows."""
        return self.raw[0] if self.raw else ""

    @property
    def shape(self) -> str:
        """How it is drawn."""
        kind = self.item.kind
        if self.look.is_worked_out or kind == Kind.CALCULATION:
            return "fixed"
        if kind == Kind.ONE:
            return "select" if len(self.options) > FEW or "minimal" in self.item.appearance else "radios"
        if kind in UPLOADS:
            return "upload"
        return str(kind)

    @property
    def is_grouped(self) -> bool:
        """Several controls under one legend."""
        return self.shape in ("radios", "many")

    @property
    def is_matrix(self) -> bool:
        """A table whose rows all have the same choices, few enough to stand beside each other."""
        names = [[option.name for option in row.options] for row in self.blocks if row.shape == "radios"]
        return (
            self.item.kind == Kind.TABLE
            and len(names) == len(self.blocks) > 0
            and names == names[:1] * len(names)
        )

    @property
    def fixed(self) -> str:
        """What a calculation says, or an answer that nobody can change."""
        return self.told or calculated(self.look.value)

    @property
    def may_grow(self) -> bool:
        """People add repetitions themselves."""
        return self.item.kind == Kind.REPEAT and not self.item.repeat_count


@dataclass
class Drawing:
    """Everything that is needed to draw blocks: the evaluation, rows of answers, what was typed wrong."""

    evaluation: Evaluation
    rows: Mapping[str, Answer] = field(default_factory=dict)
    raw: Mapping[str, list[str]] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    shown: Any = None  # how a stored answer is written into a control
    strict: bool = False  # say what is missing at its question

    def screen(self, screen: Screen) -> list[Block]:
        """The blocks of one screen; those of its group without the group around them."""
        found = self.evaluation.found
        return [block for name in screen.names for block in self.block(found[name, ()])]

    def block(self, look: Look) -> Iterator[Block]:
        """One block, unless there is nothing to draw."""
        item = look.item
        if item.kind in (Kind.TOLD, Kind.KEPT) or (item.kind == Kind.CALCULATION and not item.label):
            return
        label, language = self.evaluation.text(item.label, look)
        hint, hint_language = self.evaluation.text(item.hint, look)
        block = Block(look, label or item.name, language, hint, hint_language)
        if item.kind == Kind.REPEAT:
            block.repetitions = list(self.repetitions(look))
        elif item.is_container:
            block.blocks = list(self.inside(item.name, look.keys))
        elif item.kind in ANSWERED:
            self.fill(block)
        block.edition = self.rows[look.path].edition if look.path in self.rows else 0
        yield block

    def repetitions(self, look: Look) -> Iterator[tuple[str, list[Block]]]:
        """(key, blocks) of each."""
        for key in self.evaluation.repetitions.get((look.item.name, look.keys), ()):
            yield key, list(self.inside(look.item.name, (*look.keys, key)))

    def inside(self, name: str, keys: Keys) -> Iterator[Block]:
        """The blocks in a group."""
        for look in self.evaluation.inside(name, keys):
            yield from self.block(look)

    def fill(self, block: Block) -> None:
        """What was answered, chosen, typed wrong, written by somebody else."""
        look, row = block.look, self.rows.get(block.path)
        block.raw = self.raw.get(block.path) or self.shown(look.item, look.stored)
        block.error = self.problems.get(block.path) or look.problem
        if self.strict and look.is_missing and not block.error:
            block.error = self.missing(look)
        if look.is_worked_out:
            block.told = told(self.evaluation.form, look.item, look.stored, self.evaluation.language)
        if isinstance(look.stored, dict):
            block.currency = look.stored.get("currency", "")
        if look.item.kind in CHOOSING:
            block.options = list(self.options(look, set(block.raw)))
        if row is not None:
            block.file, block.from_elsewhere = row.file, row.from_elsewhere
            if row.has_rival:
                form = self.evaluation.form
                block.rival = told(form, look.item, row.rival, self.evaluation.language)
                block.rival_by = str(row.rival_by or "")

    def missing(self, look: Look) -> str:
        """What to say where an answer is missing."""
        return self.evaluation.text(look.item.required_message, look)[0] or _("This answer is needed.")

    def options(self, look: Look, chosen: set[str]) -> Iterator[Option]:
        """All choices, each with whether it is offered now."""
        evaluation = self.evaluation
        offered = {choice.name for choice in evaluation.choices(look)}
        drawn: set[str] = set()
        for choice in evaluation.form.choices(look.item):
            if choice.name in drawn:
                continue
            drawn.add(choice.name)
            text, language = evaluation.text(choice.label, look)
            yield Option(
                choice.name, text or choice.name, language, choice.name in chosen, choice.name in offered
            )
