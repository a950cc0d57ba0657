"""One question as a person writes it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext

from ponte.ask.document.changing import fresh_name, put, with_choices
from ponte.ask.document.checking import errors
from ponte.ask.document.kinds import CHOOSING, Kind
from ponte.ask.document.parts import Choice, Document, Item
from ponte.ask.forms import conditions as lines
from ponte.ask.forms.question_fields import ALWAYS, EXPRESSION, LINES, PLAIN, SPARE, UNWRITTEN, QuestionFields
from ponte.ask.language import Mistake, parse
from ponte.core.refusal import Refused

COLUMNS = {"choice_filter": "choice_filter", "type": "list_from", "appearance": "currencies"}


class QuestionForm(QuestionFields):
    """`item`, `group` and `choices` are what was written, once it is valid."""

    # what was written

    def clean(self) -> dict[str, Any]:
        """Everything at once, and everything that is wrong with it, at its field."""
        data = super().clean() or {}
        for name in ("relevant", "constraint", "calculation", "repeat_count"):
            self.try_expression(name, data.get(name, "") or "")
        self.try_expression("choice_filter", data.get("choice_filter", "") or "", columns=True)
        self.look_at_need(data)
        if self.errors:
            return data
        self.group = data.get("group", "")
        self.item, self.choices = self.built(data)
        if not any(self.item.label.values()) and self.kind != Kind.CALCULATION:
            self.add_error(f"label-{self.document.language}", gettext("Write what people read."))
            return data
        self.check_whole()
        return data

    def look_at_need(self, data: dict[str, Any]) -> None:
        """When an answer is needed, and whether anything fills in what nobody can write."""
        if data.get("need") == EXPRESSION:
            self.try_expression("required", data.get("required", ""))
            if not data.get("required"):
                self.add_error("required", gettext("Write the expression, or choose another answer above."))
        known = data.get("default") or data.get("known_as") or (self.before and self.before.calculation)
        if data.get("read_only") and not known:
            self.add_error("read_only", gettext("Say what it is filled in with: nobody can write it."))

    def try_expression(self, name: str, text: str, *, columns: bool = False) -> None:
        if not text or name not in self.fields:
            return
        try:
            parse(text, columns=columns)
        except Mistake as mistake:
            self.add_error(name, str(mistake))

    def check_whole(self) -> None:
        """What is wrong with this question among the others."""
        try:
            whole = put(self.document, self.item, group=self.group)
        except Refused as refusal:
            self.add_error("group", str(refusal))
            return
        if self.choices is not None:
            whole = with_choices(whole, self.item.choices, self.choices)
        for finding in errors(whole):
            column = COLUMNS.get(finding.column, finding.column)
            if finding.name == self.item.name:
                self.add_error(column if column in self.fields else None, finding.message)
            elif not finding.name and "→" in finding.message:
                self.add_error("relevant", finding.message)

    def built(self, data: dict[str, Any]) -> tuple[Item, tuple[Choice, ...] | None]:
        """The question, and its list of choices when it has one of its own."""
        label = self.spoken("label", data)
        first = next(iter(label.values()), "")
        name = self.before.name if self.before else fresh_name(self.document, first or self.kind)
        values: dict[str, Any] = {column: data[column] for column in PLAIN if column in data}
        choices, listed = self.listed(data, name)
        unseen = [*UNWRITTEN, *(column for column in PLAIN if column not in data)]
        kept = {column: getattr(self.before, column) for column in unseen} if self.before else {}
        item = Item(
            name=name,
            kind=self.kind,
            label=label,
            hint=self.spoken("hint", data),
            constraint_message=self.spoken("constraint_message", data),
            required=self.written_required(data),
            relevant=self.written_relevant(data),
            choices=listed,
            currencies=tuple(data.get("currencies", "").upper().replace(",", " ").split()),
            **values,
            **kept,
        )
        return item, choices

    def listed(self, data: dict[str, Any], name: str) -> tuple[tuple[Choice, ...] | None, str]:
        """(its own choices if it has some, the name of the list)."""
        if self.kind not in CHOOSING:
            return None, ""
        if data.get("list_from"):
            return None, data["list_from"]
        return self.written_choices(data), (self.before.choices if self.before else "") or name

    def spoken(self, column: str, data: dict[str, Any]) -> dict[str, str]:
        """A text in the languages in which it was written."""
        found = {code: data.get(f"{column}-{code}", "") for code in self.document.languages}
        return {code: text for code, text in found.items() if text}

    def written_choices(self, data: dict[str, Any]) -> tuple[Choice, ...]:
        """The rows that say something; a code is made out of the text when there is none."""
        found: list[Choice] = []
        before = {choice.name: choice for choice in self.own_choices}
        for at in range(len(self.own_choices) + SPARE):
            label = {code: data.get(f"choice-{at}-{code}", "") for code in self.document.languages}
            label = {code: text for code, text in label.items() if text}
            name = data.get(f"choice-{at}-name", "")
            if not label and not name:
                continue
            name = name or self.code_of(next(iter(label.values())), {choice.name for choice in found})
            found.append(Choice(name, label, before[name].columns if name in before else {}))
        return tuple(found)

    @staticmethod
    def code_of(label: str, taken: Iterable[str]) -> str:
        """A code out of a text."""
        return fresh_name(Document(items=tuple(Item(name, Kind.TEXT) for name in taken)), label)

    def written_relevant(self, data: dict[str, Any]) -> str:
        """When it is shown, as an expression."""
        if data["show"] == EXPRESSION:
            return str(data.get("relevant", ""))
        if data["show"] == ALWAYS:
            return ""
        found = [
            lines.Condition(name, data.get(f"line-{at}-how") or lines.IS, data.get(f"line-{at}-value", ""))
            for at in range(LINES)
            if (name := data.get(f"line-{at}-name", ""))
        ]
        return lines.written(found, joined=data.get("joined") or "and")

    def written_required(self, data: dict[str, Any]) -> str:
        """Always, never, or an expression."""
        if "need" not in self.fields:
            return self.before.required if self.before else ""
        return (
            str(data["required"]) if data["need"] == EXPRESSION else "yes" if data["need"] == ALWAYS else ""
        )

    # for the template

    def bound(self, *starts: str) -> list[forms.BoundField]:
        """Fields whose names begin so."""
        return [self[name] for name in self.fields if name.startswith(starts)]

    @property
    def condition_rows(self) -> list[list[forms.BoundField]]:
        """The lines of “only if”."""
        return [self.bound(f"line-{at}-") for at in range(LINES)]

    @property
    def choice_rows(self) -> list[list[forms.BoundField]]:
        """The rows of choices."""
        count = len(self.own_choices) + SPARE if self.kind in CHOOSING else 0
        return [self.bound(f"choice-{at}-") for at in range(count)]

    @property
    def heads(self) -> list[forms.BoundField]:
        """What everybody needs."""
        return self.bound("group", "need", "required", "currencies", "calculation", "repeat_count")

    @property
    def words(self) -> list[list[forms.BoundField]]:
        """Text and hint, each in all languages."""
        return [self.bound("label-"), self.bound("hint-")]

    @property
    def more(self) -> list[forms.BoundField]:
        """What few need."""
        return self.bound("constraint", "default", "known_as", "read_only", "choice_filter")

    @property
    def more_is_wrong(self) -> bool:
        """Something in there has to be mended, so that it stands open."""
        return any(bound.errors for bound in self.more)
