"""What answers make of a questionnaire: what is asked now, what is calculated, what is missing or wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from ponte.ask.document.form import Form, Placed
from ponte.ask.document.kinds import ANSWERED, CHOOSING, Kind
from ponte.ask.document.look import Keys, Look, stored_of
from ponte.ask.document.parts import Choice, said
from ponte.ask.document.standing import Standing
from ponte.ask.document.stored import Stored, calculated, told, value_of
from ponte.ask.language import Budget, Mistake, Value, to_boolean, to_number, to_text, work_out
from ponte.ask.language.reading import REFERENCE
from ponte.ask.language.values import Values

MOST_REPETITIONS = 200
MOST_PLACES = 20_000
FIRST = "1"  # the key of a repetition nobody had to add
Answers = Mapping[str, Stored]


@dataclass
class Evaluation(Standing):
    """One look at all answers. `facts`: what the system knows (start, today…)."""

    form: Form
    answers: Answers
    now: datetime
    language: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)

    def __post_init__(self) -> None:
        self.found: dict[tuple[str, Keys], Look] = {}
        self.repetitions: dict[tuple[str, Keys], list[str]] = {}
        self.row: Choice | None = None
        self.here, self.keys = next(iter(self.form.placed.values())), ()  # replaced at every step
        for name in self.form.order:
            placed = self.form[name]
            for keys in self.instances(placed.repeats):
                if len(self.found) >= MOST_PLACES:
                    raise Mistake(_("This questionnaire has too many answers to be worked out."))
                self.found[name, keys] = self.look(placed, keys)
        for look in self.found.values():
            self.judge(look)

    # what is where

    def inside(self, name: str, keys: Keys) -> Iterator[Look]:
        """What stands directly in a group, in order."""
        for placed in self.form.within(name):
            if look := self.found.get((placed.item.name, keys[: len(placed.repeats)])):
                yield look

    @cached_property
    def in_order(self) -> list[Look]:
        """All places in the order of the questionnaire."""
        return list(self.below("", ()))

    def below(self, name: str, keys: Keys) -> Iterator[Look]:
        """Everything in a group, repetition by repetition."""
        for look in self.inside(name, keys):
            yield look
            if look.item.kind == Kind.REPEAT:
                for key in self.repetitions.get((look.item.name, keys), ()):
                    yield from self.below(look.item.name, (*keys, key))
            elif look.item.is_container:
                yield from self.below(look.item.name, keys)

    # one look

    def look(self, placed: Placed, keys: Keys) -> Look:
        """Whether it is asked, and what it says."""
        look = Look(placed, keys)
        self.here, self.keys = placed, keys
        look.relevant = self.parent_is_relevant(placed, keys)
        stored = self.answers.get(look.path)
        if look.relevant and "relevant" in placed.readings:
            look.relevant = self.truth(look, "relevant", otherwise=True)
        if placed.item.kind == Kind.REPEAT:
            self.repetitions[placed.item.name, keys] = self.keys_of(look) if look.relevant else []
        elif look.relevant:
            self.fill(look, stored)
        return look

    def parent_is_relevant(self, placed: Placed, keys: Keys) -> bool:
        if not placed.around:
            return True
        parent = self.form[placed.around[-1]]
        found = self.found.get((parent.item.name, keys[: len(parent.repeats)]))
        return found is None or found.relevant

    def fill(self, look: Look, stored: Stored) -> None:
        """The answer, the default, or the result of a calculation."""
        item, readings = look.item, look.placed.readings
        if item.kind == Kind.TOLD:
            look.value = self.facts.get(item.kept.get("type", ""), "")
            return
        if "calculation" in readings:
            look.stored = stored
            look.value = value_of(item, stored)
            self.found[item.name, look.keys] = look
            look.value = self.worked(look, "calculation")
            look.stored = stored_of(item, look.value)
            return
        if look.path in self.answers or not item.default:
            look.stored, look.value = stored, value_of(item, stored)
            return
        value = self.worked(look, "default") if "default" in readings else item.default
        look.stored = stored_of(item, value)
        look.value = value_of(item, look.stored)

    def keys_of(self, look: Look) -> list[str]:
        """The repetitions of a group: counted, listed, or one to begin with."""
        if "repeat_count" in look.placed.readings:
            number = to_number(self.worked(look, "repeat_count"))
            count = int(number) if number.is_finite() else 0
            return [str(at) for at in range(1, min(max(count, 0), MOST_REPETITIONS) + 1)]
        listed = self.answers.get(look.path)
        return [FIRST] if listed is None else list(listed)[:MOST_REPETITIONS]

    def worked(self, look: Look, column: str) -> Value:
        """The value of an expression; nothing, and the mistake noted, when it has none."""
        self.here, self.keys = look.placed, look.keys
        try:
            return work_out(look.placed.readings[column].node, self)
        except Mistake as mistake:
            if self.budget.left < 0:
                raise
            look.mistake = str(mistake)
            return ""
        except RecursionError:
            look.mistake = _("This expression is too deep to be worked out.")
            return ""

    def truth(self, look: Look, column: str, *, otherwise: bool) -> bool:
        before, look.mistake = look.mistake, ""
        value = self.worked(look, column)
        failed, look.mistake = bool(look.mistake), look.mistake or before
        return otherwise if failed else to_boolean(value)

    # judging

    def judge(self, look: Look) -> None:
        """What is required, and what is wrong with what was said."""
        if not look.is_asked:
            return
        self.found[look.item.name, look.keys] = look
        when = look.item.needed_when
        look.required = self.truth(look, "required", otherwise=True) if when else look.item.is_needed
        if look.is_empty:
            return
        if look.item.kind in CHOOSING and not self.is_offered(look):
            look.problem = _("What was chosen is not offered any more. Choose again.")
        elif "constraint" in look.placed.readings and not self.truth(look, "constraint", otherwise=False):
            given = self.text(look.item.constraint_message, look)[0]
            look.problem = given or look.mistake or _("This answer is not possible here.")

    def is_offered(self, look: Look) -> bool:
        names = [look.stored] if isinstance(look.stored, str) else list(look.stored)
        if "choice_filter" not in look.placed.readings:
            return all(self.form.choice(look.item, name) for name in names)
        known = {choice.name for choice in self.choices(look, only=set(names))}
        return all(name in known for name in names)

    def choices(self, look: Look, *, only: set[str] | None = None) -> list[Choice]:
        """What may be chosen now."""
        given = self.form.choices(look.item)
        rows = [choice for choice in given if choice.name in only] if only is not None else list(given)
        if "choice_filter" not in look.placed.readings:
            return rows
        found = []
        for self.row in rows:
            if self.truth(look, "choice_filter", otherwise=True):
                found.append(self.row)
        self.row = None
        return found

    @property
    def missing(self) -> list[Look]:
        """What is needed and not there."""
        return [look for look in self.in_order if look.is_missing]

    @property
    def wrong(self) -> list[Look]:
        """What was said and cannot be."""
        return [look for look in self.in_order if look.problem]

    @property
    def asked(self) -> list[Look]:
        """All that somebody is to answer."""
        return [look for look in self.in_order if look.is_asked]

    # texts

    def text(self, texts: Mapping[str, str], look: Look) -> tuple[str, str]:
        """(text with answers put into it, its language)."""
        template, language = said(texts, self.language, self.form.document.language)
        if "${" not in template:
            return template, language
        self.here, self.keys = look.placed, look.keys
        return REFERENCE.sub(lambda found: self.shown(found[1]), template), language

    def shown(self, name: str) -> str:
        """The answer of a question as part of a sentence."""
        if name not in self.form:
            return ""
        other = self.form[name]
        found = self.found.get((name, self.keys[: len(other.repeats)]))
        if found is None:
            several = self.value(name)
            return ", ".join(map(to_text, several)) if isinstance(several, Values) else ""
        if other.item.kind in ANSWERED and "calculation" not in other.readings:
            return told(self.form, other.item, found.stored, self.language) if found.relevant else ""
        return calculated(found.value)
