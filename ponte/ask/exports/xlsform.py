"""A document as an XLSForm that other tools read, and that comes back as the same document."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import xlsxwriter
from django.utils import timezone

from ponte.ask.document.kinds import CHOOSING, Kind
from ponte.ask.document.parts import TRANSLATED, Document, Item
from ponte.core import languages

TYPES = {
    Kind.TEXT: "text",
    Kind.LONG: "text",
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "decimal",
    Kind.MONEY: "decimal",
    Kind.DATE: "date",
    Kind.TICK: "acknowledge",
    Kind.FILE: "file",
    Kind.IMAGE: "image",
    Kind.PLACE: "geopoint",
    Kind.NOTE: "note",
    Kind.CALCULATION: "calculate",
    Kind.GROUP: "begin_group",
    Kind.TABLE: "begin_group",
    Kind.REPEAT: "begin_repeat",
}
TITLE = "ponte_form_title_"  # XLSForm itself has a title in one language only
PLAIN = ("required", "relevant", "constraint", "calculation", "choice_filter", "default", "repeat_count")
Line = dict[str, str]


def heading(document: Document, column: str, language: str) -> str:
    """`label::Italiano (it)`; as the form itself called it, where it came from one."""
    named = document.headings.get(language)
    if named is None:
        named = f"{languages.own_name(language)} ({language})"
    return f"{column}::{named}" if named else column


def lines(document: Document, items: Sequence[Item]) -> Iterator[Line]:
    """The rows of the sheet `survey`."""
    for item in items:
        yield line(document, item)
        if item.is_container:
            yield from lines(document, item.items)
            yield {"type": "end_repeat" if item.kind == Kind.REPEAT else "end_group", "name": item.name}


def line(document: Document, item: Item) -> Line:
    """One item."""
    cells = {"type": type_of(item), "name": item.name}
    for column in TRANSLATED:
        for language, text in getattr(item, column).items():
            cells[heading(document, column, language)] = text
    cells |= {column: getattr(item, column) for column in PLAIN}
    cells |= {
        "readonly": "yes" if item.read_only else "",
        "appearance": appearance(item),
        "ponte_known_as": item.known_as,
    }
    kept = {column: cell for column, cell in item.kept.items() if column != "type"}
    return {column: cell for column, cell in (cells | kept).items() if cell}


def type_of(item: Item) -> str:
    """The cell `type`."""
    if item.kind in CHOOSING:
        word = "select_one" if item.kind == Kind.ONE else "select_multiple"
        return f"{word} {item.choices}{' or_other' if item.other else ''}"
    return TYPES.get(Kind(item.kind)) or item.kept.get("type", "text")


def appearance(item: Item) -> str:
    """The cell `appearance`, with what our kinds say by it."""
    tokens = item.appearance.split()
    if item.kind == Kind.LONG:
        tokens.insert(0, "multiline")
    if item.kind == Kind.TABLE:
        tokens.insert(0, "table-list")
    if item.kind == Kind.MONEY:
        tokens.insert(0, "-".join(["currency", *item.currencies]))
    return " ".join(tokens)


def choice_lines(document: Document) -> Iterator[Line]:
    """The rows of the sheet `choices`."""
    for name, choices in document.choices.items():
        for choice in choices:
            labels = {heading(document, "label", code): text for code, text in choice.label.items()}
            yield {"list_name": name, "name": choice.name, **labels, **choice.columns}


def settings_line(document: Document, number: int) -> Line:
    """The row of the sheet `settings`."""
    default = document.language
    named = document.headings.get(default)
    cells = {
        "form_title": document.title.get(default, ""),
        **{f"{TITLE}{code}": text for code, text in document.title.items() if code != default},
        "form_id": "questionnaire",
        "version": f"{timezone.now():%Y%m%d}{number:03}",
        "default_language": f"{languages.own_name(default)} ({default})"
        if named is None
        else named or default,
    }
    given = {column: cell for column, cell in document.settings.items() if cell}
    if "id_string" in given:
        del cells["form_id"]
    return cells | given


def write_xlsform(document: Document, *, number: int = 1) -> bytes:
    """The workbook."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheets = {
        "survey": (("type", "name"), list(lines(document, document.items))),
        "choices": (("list_name", "name"), list(choice_lines(document))),
        "settings": (("form_title", "form_id"), [settings_line(document, number)]),
    }
    bold = book.add_format({"bold": True})
    for name, (first, rows) in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 2)
        columns = list(dict.fromkeys([*first, *(column for row in rows for column in row)]))
        sheet.write_row(0, 0, columns, bold)
        for number_of_row, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                if row.get(column):
                    sheet.write_string(number_of_row, place, row[column])
    book.close()
    return out.getvalue()
