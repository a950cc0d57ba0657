"""The fields of a question: texts side by side in all languages, choices, when it is shown."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ponte.ask.document.changing import group_of
from ponte.ask.document.kinds import ANSWERED, CHOOSING, CONTAINERS, UPLOADS, Kind
from ponte.ask.document.parts import Choice, Document, Item, said
from ponte.ask.forms import conditions as lines
from ponte.core import languages
from ponte.core.forms import CleanCharField, CleanTextField

ALWAYS, CHOSEN, EXPRESSION, NEVER = "always", "chosen", "expression", "never"
LINES = 3
SPARE = 5  # empty rows for more choices
OWN_LIST = ""
HOWS = (
    (lines.IS, _("is")),
    (lines.IS_NOT, _("is not")),
    (lines.MORE, _("is more than")),
    (lines.LESS, _("is less than")),
    (lines.HAS, _("contains the choice")),
    (lines.SAYS, _("is answered")),
    (lines.EMPTY, _("is not answered")),
)
NEEDS = (
    (NEVER, _("No")),
    (ALWAYS, _("Yes, whenever the question is asked")),
    (EXPRESSION, _("Only if this expression is true")),
)
# Columns of an item that one field gives as they are, and those that no field shows.
PLAIN = (
    "constraint",
    "default",
    "known_as",
    "choice_filter",
    "calculation",
    "repeat_count",
    "other",
    "read_only",
)
UNWRITTEN = ("kept", "appearance", "required_message")


class QuestionFields(forms.Form):
    """Which fields there are depends on the kind and on the languages."""

    show = forms.ChoiceField(
        label=_("When is it shown?"),
        widget=forms.RadioSelect,
        choices=(
            (ALWAYS, _("Always")),
            (CHOSEN, _("Only if these answers were given")),
            (EXPRESSION, _("Only if this expression is true")),
        ),
    )
    joined = forms.ChoiceField(
        label=_("Of several"), required=False, choices=(("and", _("all of them")), ("or", _("one of them")))
    )
    relevant = CleanTextField(
        label=_("Expression"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea({"rows": 2, "dir": "ltr"}),
        help_text=_("In the language of XLSForm: ${age} >= 18 and selected(${languages}, 'ar')"),
    )

    def __init__(
        self, *args: Any, document: Document, kind: str, item: Item | None, group: str = "", **options: Any
    ):
        self.document, self.kind, self.before = document, kind, item
        self.around = group_of(document, item.name) if item else group
        super().__init__(*args, **options)
        self.texts("label", _("Text"), CleanTextField, rows=2)
        self.fields[f"label-{document.language}"].required = kind != Kind.CALCULATION
        self.texts("hint", _("Hint"), CleanCharField)
        self.add_group()
        if kind in ANSWERED:
            self.add_answered()
        if kind in CHOOSING:
            self.add_choices()
        self.add_of_kind()
        self.add_lines()
        self.start()

    # which fields there are

    def texts(self, column: str, label: Any, field: Any, *, rows: int = 0) -> None:
        """One field for each language."""
        for code in self.document.languages:
            more = {"widget": forms.Textarea({"rows": rows})} if rows else {}
            self.fields[f"{column}-{code}"] = field(
                label=f"{label} ({languages.own_name(code)})", required=False, max_length=5_000, **more
            )

    def add_group(self) -> None:
        inside = {each.name for each in Document(items=(self.before,)).walk()} if self.before else set()
        names = [
            (item.name, said(item.label, self.document.language, self.document.language)[0] or item.name)
            for item in self.document.walk()
            if item.kind in CONTAINERS and item.name not in inside
        ]
        self.fields["group"] = forms.ChoiceField(
            label=_("Stands in"), required=False, choices=[("", _("no group")), *names], initial=self.around
        )

    def add_answered(self) -> None:
        self.fields["need"] = forms.ChoiceField(
            label=_("Is an answer needed?"), choices=NEEDS, widget=forms.RadioSelect
        )
        self.expression(
            "required",
            _("Expression that says when an answer is needed"),
            _(
                "Example: ${work} = 'yes' means: whoever answers yes to the question “work” has to answer "
                "here; nobody else has to. It counts only if you chose so above."
            ),
        )
        self.expression("constraint", _("Accepted only if"), _(". stands for the answer: . > 0 and . < 130"))
        self.texts("constraint_message", _("Message when it is not accepted"), CleanCharField)
        self.fields["default"] = CleanCharField(
            label=_("Filled in with"),
            required=False,
            max_length=500,
            help_text=_(
                "What is there at first: words, a number, or an expression, for example ${price} * 2"
            ),
        )
        self.fields["known_as"] = CleanCharField(
            label=_("Known elsewhere as"),
            required=False,
            max_length=60,
            help_text=_("Fills in what another part of Ponte knows, for example person.name"),
        )
        if self.kind not in UPLOADS:
            self.fields["read_only"] = forms.BooleanField(
                label=_("Only to be read"),
                required=False,
                help_text=_(
                    "People see what is filled in, and nobody can change it. Say above what it is filled in with."
                ),
            )

    def add_choices(self) -> None:
        own = self.before.choices if self.before else ""
        shared = [(name, name) for name in self.document.choices if name != own]
        self.fields["list_from"] = forms.ChoiceField(
            label=_("Choices"), required=False, choices=[(OWN_LIST, _("those below")), *shared]
        )
        self.fields["other"] = forms.BooleanField(label=_("Offer “Other” with a text"), required=False)
        self.expression(
            "choice_filter",
            _("Offer only choices for which"),
            _("A column of the choices: land = ${country}"),
        )
        for at in range(len(self.own_choices) + SPARE):
            self.fields[f"choice-{at}-name"] = CleanCharField(required=False, max_length=60, label=_("Code"))
            for code in self.document.languages:
                name = languages.own_name(code)
                self.fields[f"choice-{at}-{code}"] = CleanCharField(
                    required=False, max_length=500, label=name
                )

    @cached_property
    def own_choices(self) -> tuple[Choice, ...]:
        """The choices of the list of this question."""
        return self.document.choices.get(self.before.choices, ()) if self.before else ()

    def add_of_kind(self) -> None:
        if self.kind == Kind.MONEY:
            self.fields["currencies"] = CleanCharField(
                label=_("Currencies"), help_text=_("Codes: EUR, USD"), max_length=100
            )
        if self.kind == Kind.CALCULATION:
            self.expression("calculation", _("Calculation"), _("For example sum(${amount}) * 0.1"))
        if self.kind == Kind.REPEAT:
            self.expression(
                "repeat_count",
                _("How many times"),
                _("Empty: people add as many as they want. Or a question: ${children}"),
            )

    def expression(self, name: str, label: Any, hint: Any) -> None:
        """A field for an expression."""
        self.fields[name] = CleanTextField(
            label=label,
            help_text=hint,
            required=False,
            max_length=5_000,
            widget=forms.Textarea({"rows": 2, "dir": "ltr"}),
        )

    def add_lines(self) -> None:
        own = self.before.name if self.before else ""
        questions = [
            (item.name, said(item.label, self.document.language, self.document.language)[0][:80] or item.name)
            for item in self.document.walk()
            if item.kind in ANSWERED | {Kind.CALCULATION} and item.name != own
        ]
        for at in range(LINES):
            self.fields[f"line-{at}-name"] = forms.ChoiceField(
                label=_("Question"), required=False, choices=[("", "–"), *questions]
            )
            self.fields[f"line-{at}-how"] = forms.ChoiceField(
                label=_("Comparison"), required=False, choices=HOWS
            )
            self.fields[f"line-{at}-value"] = CleanCharField(
                label=_("Answer"), required=False, max_length=200
            )

    # what they show first

    def start(self) -> None:
        """The question as it is now."""
        first: dict[str, Any] = {"show": ALWAYS, "need": NEVER, "joined": "and", "group": self.around}
        item = self.before
        if item is not None:
            for column in ("label", "hint", "constraint_message"):
                first |= {f"{column}-{code}": text for code, text in getattr(item, column).items()}
            first |= {column: getattr(item, column) for column in (*PLAIN, "relevant")}
            first |= {"currencies": ", ".join(item.currencies), "required": item.needed_when}
            first["need"] = ALWAYS if item.is_needed else EXPRESSION if item.needed_when else NEVER
            for at, choice in enumerate(self.own_choices):
                first[f"choice-{at}-name"] = choice.name
                first |= {f"choice-{at}-{code}": text for code, text in choice.label.items()}
            first |= self.lines_of(item.relevant)
        self.initial = {**first, **self.initial}

    def lines_of(self, relevant: str) -> dict[str, Any]:
        found = lines.understood(relevant)
        if not relevant.strip():
            return {}
        if found is None or len(found[0]) > LINES:
            return {"show": EXPRESSION}
        values: dict[str, Any] = {"show": CHOSEN, "joined": found[1]}
        for at, line in enumerate(found[0]):
            values |= {
                f"line-{at}-name": line.name,
                f"line-{at}-how": line.how,
                f"line-{at}-value": line.value,
            }
        return values
