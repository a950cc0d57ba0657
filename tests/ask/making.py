"""XLSForms and documents made for a test."""

import re
from io import BytesIO
from typing import Any

import xlsxwriter
from django.test import Client

from ponte.ask.document.evaluation import Evaluation
from ponte.ask.document.form import Form
from ponte.ask.document.parts import Document
from ponte.ask.forms.xlsform import read_xlsform
from tests.ask.test_language import NOW


def workbook(**sheets: str) -> BytesIO:
    """Sheets written as lines of cells with bars between."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    for name, text in sheets.items():
        sheet = book.add_worksheet(name)
        for number, line in enumerate(text.strip().splitlines()):
            sheet.write_row(number, 0, [cell.strip() for cell in line.split("|")])
    book.close()
    out.seek(0)
    return out


def document(**sheets: str) -> Document:
    """A document without mistakes."""
    read = read_xlsform(workbook(**sheets))
    assert not read.errors, list(map(str, read.errors))
    return read.document


def looked(document: Document, answers: dict[str, Any], language: str = "en") -> Evaluation:
    """What these answers make of it."""
    return Evaluation(Form(document), answers, NOW, language)


def browser(person) -> Client:
    """Somebody who is signed in."""
    client = Client()
    client.force_login(person)
    return client


def confirmed(client: Client, shown, address: str):
    """The one press after a file was shown."""
    return client.post(address, hidden(shown.content.decode()), follow=True)


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page."""
    found = re.findall(r'<input type="hidden" name="(confirm|seen|about)" value="([^"]*)"', page)
    assert "confirm" in dict(found), page
    return dict(found)
