"""What an expression sees from where it stands: the answers around it, the choice at hand."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ponte.ask.document.form import Form, Placed
from ponte.ask.document.kinds import Kind
from ponte.ask.document.look import Keys, Look
from ponte.ask.document.parts import Choice, said
from ponte.ask.document.stored import chosen
from ponte.ask.language import Budget, Value
from ponte.ask.language.values import Values


class Standing:
    """The world of expressions (`language.World`): `here` and `keys` say where, `row` which choice is at hand."""

    form: Form
    now: datetime
    language: str
    budget: Budget
    found: dict[tuple[str, Keys], Look]
    repetitions: dict[tuple[str, Keys], list[str]]
    here: Placed
    keys: Keys
    row: Choice | None

    def instances(self, repeats: Sequence[str], within: Keys = ()) -> Iterator[Keys]:
        """The keys of all repetitions, from the outside in."""
        if len(within) == len(repeats):
            yield within
            return
        for key in self.repetitions.get((repeats[len(within)], within), ()):
            yield from self.instances(repeats, (*within, key))

    def value(self, name: str) -> Value:
        """See `World`."""
        other = self.form.placed.get(name)
        if other is None:
            return ""
        shared = other.repeats == self.here.repeats[: len(other.repeats)]
        if other.item.kind == Kind.REPEAT:
            around = [self.keys[: len(other.repeats)]] if shared else self.near(other)
            return Values(key for keys in around for key in self.repetitions.get((name, keys), ()))
        if shared:
            return self.at(name, self.keys[: len(other.repeats)])
        return Values(self.at(name, keys) for keys in self.near(other))

    def near(self, other: Placed) -> list[Keys]:
        """The repetitions of a question inside the repetition we stand in."""
        common = 0
        for mine, theirs in zip(self.here.repeats, other.repeats, strict=False):
            if mine != theirs:
                break
            common += 1
        return list(self.instances(other.repeats, self.keys[:common]))

    def at(self, name: str, keys: Keys) -> Value:
        look = self.found.get((name, keys))
        return look.value if look is not None and look.relevant else ""

    def column(self, name: str) -> Value:
        """See `World`."""
        if self.row is None:
            return ""
        if name == "name":
            return self.row.name
        if name == "label":
            return said(self.row.label, self.language, self.form.document.language)[0]
        return self.row.columns.get(name, "")

    def current(self) -> Value:
        """See `World`."""
        return self.at(self.here.item.name, self.keys)

    def position(self, steps: int) -> int:
        """See `World`."""
        around = self.here.around
        if steps == 0:
            inner = self.here.repeats[-1:]
        else:
            inner = around[len(around) - steps : len(around) - steps + 1] if steps <= len(around) else ()
        if not inner or inner[0] not in self.here.repeats:
            return 1
        depth = self.here.repeats.index(inner[0])
        keys = self.repetitions.get((inner[0], self.keys[:depth]), [])
        return keys.index(self.keys[depth]) + 1 if self.keys[depth] in keys else 1

    def indexed(self, name: str, indexes: Sequence[tuple[str, int]]) -> Value:
        """See `World`."""
        wanted = dict(indexes)
        keys: Keys = ()
        for depth, repeat in enumerate(self.form[name].repeats if name in self.form else ()):
            there = self.repetitions.get((repeat, keys), [])
            own = self.keys[depth] if self.here.repeats[depth : depth + 1] == (repeat,) else ""
            at = wanted.get(repeat, there.index(own) + 1 if own in there else 1)
            if not 1 <= at <= len(there):
                return ""
            keys = (*keys, there[at - 1])
        return self.at(name, keys)

    def choice_name(self, value: str, question: str) -> str:
        """See `World`."""
        placed = self.form.placed.get(question)
        return chosen(self.form, placed.item, value, self.language) if placed else value
