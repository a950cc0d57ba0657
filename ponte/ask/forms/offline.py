"""A workbook that was filled in without a connection, read back: everything that is wrong, cell by cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ponte.ask.document.form import Form
from ponte.ask.document.kinds import ANSWERED, CHOOSING, UPLOADS, Kind
from ponte.ask.document.parts import Item
from ponte.ask.document.stored import Stored
from ponte.ask.document.workbook_shape import ABOUT, HEADS, SHEET
from ponte.ask.forms.answers import Given, entered
from ponte.ask.forms.xlsform.workbook import Row, Table, read_workbook
from ponte.core.files.kinds import ZIP_BEGINS
from ponte.core.importing.rows import unescaped
from ponte.core.money import Money
from ponte.core.refusal import Refused

FORMULA = re.compile(rb"<f[ >/]")
PIECE = 1_000_000
NEWEST = 10**8  # an edition that nobody else has
ANSWER = HEADS[-1]
COLUMN = "E"


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one cell."""

    cell: str
    message: str

    def __str__(self) -> str:
        return _("Cell %(cell)s: %(message)s") % {"cell": self.cell, "message": self.message}


@dataclass
class Filled:
    """What a workbook says."""

    given: list[Given] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def read_filled(file: BinaryIO, form: Form, *, reference: str, version: int) -> Filled:
    """Answers by path; nothing of it is kept while anything is wrong. Refused when it is no such workbook."""
    refuse_formulas(file)
    sheets = read_workbook(file)
    table = sheets.get(SHEET)
    if table is None or not {HEADS[0], ANSWER} <= set(table.headings):
        raise Refused(
            _("This workbook was not downloaded here: the sheet “answers” is missing. Download it anew.")
        )
    check_origin(sheets.get(ABOUT), reference, version)
    filled = Filled()
    for row in table.rows:
        read_row(row, form, filled)
    keep_repetitions(form, filled)
    return filled


def refuse_formulas(file: BinaryIO) -> None:
    """A formula may say something else tomorrow, so only values are read."""
    file.seek(0)
    if file.read(4) != ZIP_BEGINS:
        raise Refused(_("Save it as XLSX, as it was downloaded."))
    read_workbook(file)  # looks into the archive before anything is unpacked
    file.seek(0)
    with ZipFile(file) as archive:
        for name in archive.namelist():
            if (
                name.startswith("xl/worksheets/")
                and name.endswith(".xml")
                and any(has_formula(archive, name))
            ):
                raise Refused(
                    _(
                        "There is a formula in this workbook. Replace formulas by their values, then upload it again."
                    )
                )


def has_formula(archive: ZipFile, name: str) -> Iterator[bool]:
    """Whether a sheet has one, piece by piece."""
    with archive.open(name) as opened:
        before = b""
        while piece := opened.read(PIECE):
            yield bool(FORMULA.search(before + piece))
            before = piece[-4:]


def check_origin(about: Table | None, reference: str, version: int) -> None:
    """It belongs to this questionnaire and this version. Its first row counts as headings."""
    pairs = [list(about.headings), *(list(row.cells.values()) for row in about.rows)] if about else []
    rows = {pair[0]: pair[1] for pair in pairs if len(pair) > 1}
    if rows.get("questionnaire") != reference:
        raise Refused(_("This workbook belongs to another questionnaire."))
    if rows.get("version") != str(version):
        raise Refused(_("This workbook belongs to another version of the questionnaire. Download it anew."))


def read_row(row: Row, form: Form, filled: Filled) -> None:
    """One answer."""
    path, text = row.cells.get(HEADS[0], "").strip(), unescaped(row.cells.get(ANSWER, "").strip())
    if not path:
        if text:
            filled.wrong.append(Wrong(f"{COLUMN}{row.number}", _("Nothing is asked in this row.")))
        return
    where = form.where(path)
    if where is None or where[0].item.kind not in ANSWERED or where[0].item.read_only:
        filled.wrong.append(
            Wrong(f"A{row.number}", _("There is no question “%(name)s”.") % {"name": path[:60]})
        )
        return
    item = where[0].item
    if item.kind in UPLOADS:
        return
    try:
        value = read_cell(form, item, text)
    except (Refused, ValidationError) as error:
        words = " ".join(getattr(error, "messages", [str(error)]))
        filled.wrong.append(Wrong(f"{COLUMN}{row.number}", words))
        return
    if value not in (None, []) or not where[0].repeats:
        filled.given.append(Given(path, value, NEWEST))


def read_cell(form: Form, item: Item, text: str) -> Stored:
    """What one cell says."""
    if item.kind in CHOOSING:
        names = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
        found = [name_of(form, item, name) for name in names]
        if item.kind == Kind.ONE and len(found) > 1:
            raise Refused(_("Only one choice is possible here."))
        return found if item.kind == Kind.MANY else (found[0] if found else None)
    if item.kind == Kind.MONEY and text:
        return read_amount(item, text)
    return entered(item, [text], "en")


def name_of(form: Form, item: Item, text: str) -> str:
    """A choice by its name, or by its words in any language."""
    for choice in form.choices(item):
        if text == choice.name or text in choice.label.values():
            return choice.name
    raise Refused(_("“%(text)s” is none of the choices.") % {"text": text[:60]})


def read_amount(item: Item, text: str) -> Stored:
    """`120.50 EUR`, or an amount in the only currency."""
    number, _space, currency = text.partition(" ")
    currency = currency.strip().upper() or item.currencies[0]
    try:
        found = Money.of(number.replace(",", "."), currency)
    except ValueError:
        raise Refused(
            _("“%(text)s” is no amount. Write it like this: 120.50 EUR") % {"text": text[:40]}
        ) from None
    if currency not in item.currencies or abs(found.minor) >= 2**63:
        raise Refused(
            _("Give an amount in one of these currencies: %(codes)s") % {"codes": ", ".join(item.currencies)}
        )
    return {"minor": found.minor, "currency": found.currency}


def keep_repetitions(form: Form, filled: Filled) -> None:
    """Rows of repetitions make the repetitions that are there."""
    keys: dict[str, list[str]] = {}
    for given in filled.given:
        *steps, _name = given.path.split("/")
        for at, step in enumerate(steps):
            group, _colon, key = step.partition(":")
            path = "/".join([*steps[:at], group])
            if key not in keys.setdefault(path, []):
                keys[path].append(key)
    for path, found in keys.items():
        where = form.where(path)
        if where and not where[0].item.repeat_count:
            filled.given.append(Given(path, found, NEWEST))
