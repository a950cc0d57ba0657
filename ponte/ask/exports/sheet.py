"""A questionnaire as a workbook: one row for each answer, to fill in without a connection or to keep."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from ponte.ask.document.evaluation import Evaluation
from ponte.ask.document.kinds import CHOOSING, UPLOADS, Kind
from ponte.ask.document.look import Look
from ponte.ask.document.parts import said
from ponte.ask.document.stored import NOTHING, Stored
from ponte.ask.document.workbook_shape import ABOUT, HEADS, SHEET
from ponte.core.importing.rows import escaped
from ponte.core.money import Money

SPARE = 5  # repetitions that a blank form has room for
SHOWN_CHOICES = 60
SEPARATOR = "; "
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Line:
    """One row: where the answer belongs, what is asked, and what was said."""

    path: str
    question: str
    kind: str
    choices: str
    answer: str
    is_title: bool = False
    options: tuple[str, ...] = ()


def lines_of(evaluation: Evaluation) -> Iterator[Line]:
    """The rows in the order of the questionnaire; also what is not asked now, for people without a connection."""
    for look in evaluation.in_order:
        item = look.item
        if item.kind in (Kind.TOLD, Kind.KEPT, Kind.CALCULATION) or look.is_worked_out:
            continue
        text = evaluation.text(item.label, look)[0] or item.name
        if item.is_container or item.kind == Kind.NOTE:
            yield Line("", text, "", "", "", is_title=True)
            continue
        options = (
            tuple(choice.name for choice in evaluation.form.choices(item)) if item.kind in CHOOSING else ()
        )
        yield Line(
            look.path,
            text + (" *" if item.is_needed or look.required else ""),
            str(Kind(item.kind).label),
            choices_of(evaluation, look),
            cell_of(look.stored, item.kind),
            options=options if item.kind == Kind.ONE else (),
        )


def choices_of(evaluation: Evaluation, look: Look) -> str:
    """What may be written: `name = words`."""
    item = look.item
    if item.kind == Kind.MONEY:
        return ", ".join(item.currencies)
    if item.kind in UPLOADS:
        return _("Files are given on the page.")
    if item.kind not in CHOOSING:
        return ""
    rows = evaluation.form.choices(item)
    shown = [
        f"{choice.name} = {said(choice.label, evaluation.language, evaluation.form.document.language)[0]}"
        for choice in rows[:SHOWN_CHOICES]
    ]
    return "\n".join([*shown, "…"] if len(rows) > SHOWN_CHOICES else shown)


def cell_of(stored: Stored, kind: str) -> str:
    """An answer as it is written in a cell."""
    if stored in NOTHING:
        return ""
    if kind == Kind.MANY:
        return SEPARATOR.join(stored)
    if kind == Kind.MONEY:
        return str(Money(**stored))
    return str(stored)


def write_sheet(evaluation: Evaluation, *, reference: str, version: int, title: str) -> bytes:
    """The workbook. Places are locked away in a narrow column, so that answers find their way back."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(SHEET)
    forms = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "title": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "quiet": book.add_format({"font_color": "#666666", "text_wrap": True, "valign": "top"}),
        "answer": book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"}),
    }
    sheet.freeze_panes(1, 0)
    for place, width in enumerate((14, 50, 18, 34, 50)):
        sheet.set_column(place, place, width)
    sheet.write_row(0, 0, HEADS, forms["head"])
    for row, line in enumerate(lines_of(evaluation), start=1):
        write_line(sheet, row, line, forms)
    about = book.add_worksheet(ABOUT)
    about.write_column(0, 0, ["questionnaire", "version", "title"])
    about.write_column(0, 1, [reference, str(version), escaped(title)])
    about.write(4, 0, _("Write answers into the last column. * means: needed. Several choices: name; name"))
    book.close()
    return out.getvalue()


def write_line(sheet: Any, row: int, line: Line, forms: dict[str, Any]) -> None:
    """One row."""
    if line.is_title:
        sheet.write_string(row, 1, escaped(line.question), forms["title"])
        return
    sheet.write_string(row, 0, line.path, forms["quiet"])
    sheet.write_string(row, 1, escaped(line.question), forms["wrap"])
    sheet.write_string(row, 2, line.kind, forms["quiet"])
    sheet.write_string(row, 3, escaped(line.choices), forms["quiet"])
    sheet.write_string(row, 4, escaped(line.answer), forms["answer"])
    if line.options and sum(map(len, line.options)) + len(line.options) < 250:
        sheet.data_validation(
            row, 4, row, 4, {"validate": "list", "source": list(line.options), "ignore_blank": True}
        )
