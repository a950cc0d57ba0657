"""docs/questionnaires.md: what of XLSForm works here, told by the code itself."""

from django.utils.translation import override

from ponte.ask.document.checking import DEEPEST, MOST_CHOICES, MOST_ITEMS
from ponte.ask.document.evaluation import MOST_REPETITIONS
from ponte.ask.document.kinds import CHOOSING, Kind
from ponte.ask.exports.xlsform import TYPES
from ponte.ask.forms.xlsform.reading import USED
from ponte.ask.forms.xlsform.rows import PLAIN, QUIET
from ponte.ask.forms.xlsform.types import KEPT
from ponte.ask.language.functions import FUNCTIONS
from ponte.ask.language.grammar import REFUSED

HEAD = """\
# Questionnaires and XLSForm

Written by `make docs` from the code; do not edit. Questionnaires are written in the browser or brought in as XLSForms;
both become the same document, and every document goes out as an XLSForm. What we make of one is said by
`make validate STANDARD=xlsform FILE=form.xlsx`. Why it is so: [ADR 17](adr/0017-questions-in-xlsforms-language.md).

## Kinds of questions

| here | in XLSForm |
|---|---|"""
BY_APPEARANCE = {
    Kind.LONG: "`text`, appearance `multiline`",
    Kind.MONEY: "`decimal`, appearance `currency-EUR` (or `currency-EUR-USD`); kept in whole minor units",
    Kind.TABLE: "`begin_group`, appearance `table-list`",
    Kind.ONE: "`select_one list`, also `or_other`",
    Kind.MANY: "`select_multiple list`, also `or_other`",
    Kind.TOLD: "`start`, `end`, `today`",
    Kind.KEPT: "every type below that cannot be asked",
}


def listed(names: object) -> str:
    """Names in code letters, by the alphabet."""
    return ", ".join(f"`{name}`" for name in sorted(names))  # type: ignore[call-overload]


def page() -> str:
    """The page as Markdown, in English whatever language is in force."""
    with override("en"):
        return "\n".join([HEAD, *kinds(), "", *columns(), "", *expressions(), "", *limits(), ""])


def kinds() -> list[str]:
    """Kinds of questions, and types that are kept only."""
    rows = [
        f"| {kind.label} | {BY_APPEARANCE.get(kind) or f'`{TYPES[kind]}`'} |"
        for kind in Kind
        if kind in BY_APPEARANCE or kind in TYPES or kind in CHOOSING
    ]
    return [*rows, "", "Kept and named, not asked: " + listed(KEPT) + "."]


def columns() -> list[str]:
    """Columns and settings that count."""
    own = (
        "`type`, `name`, `label`, `hint`, `required`, `required_message`, `constraint_message`, `readonly`, "
    )
    return [
        "## Columns",
        "",
        own + listed(name for name in PLAIN if name != "known_as") + ";",
        "texts in languages as `label::Italiano (it)`. Our own: `ponte_known_as` (an answer known elsewhere).",
        "",
        "Settings that count: " + listed(USED) + ", and `ponte_form_title_it` for titles in other languages.",
        "",
        "Every other column and setting is kept, named, and written out again. So are appearances but",
        listed(QUIET) + ".",
    ]


def expressions() -> list[str]:
    """What an expression may say."""
    refused = [f"`{name}()` ({why()})" for name, why in sorted(REFUSED.items())]
    return [
        "## Expressions",
        "",
        "`${name}`, `.`, numbers, texts, `or and = != < <= > >= + - * div mod`, brackets, and the functions",
        listed(f"{name}()" for name in FUNCTIONS) + ".",
        "`position(..)` counts repetitions. In `choice_filter`, bare names are columns of the choices.",
        "",
        "Refused by name: " + ", ".join(refused) + ", paths (`/data/x`), predicates (`[…]`).",
    ]


def limits() -> list[str]:
    """How much a questionnaire may hold."""
    return [
        "## Limits",
        "",
        f"{MOST_ITEMS} rows, {MOST_CHOICES} choices, groups {DEEPEST} deep, {MOST_REPETITIONS} repetitions of a group.",
        "Names are unique in the whole form.",
    ]
