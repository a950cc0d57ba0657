"""Minutes as a Word document, right to left where the language is."""

import io
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from ponte.convene.exports.minutes_pdf import context_of
from ponte.convene.exports.minutes_words import how_of, isolated, not_sure, presence_of, signatures_of
from ponte.convene.models.minutes import Minutes
from ponte.convene.queries.paper import Decided, Paper, Text
from ponte.core import languages

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What comes after <w:bidi> among the properties of a paragraph, in the order Word insists on.
AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
)


def docx_of(paper: Paper, minutes: Minutes) -> bytes:
    """The document."""
    with override(paper.language):
        sheet = _Sheet(paper.language)
        context = context_of(paper, minutes)
        sheet.heading(paper, context)
        for label, rows in presence_of(paper):
            sheet.line(label, style="Heading 2")
            for row in rows:
                sheet.line(" – ".join(filter(None, [isolated(row.name), isolated(row.body)])))
        for section in paper.sections:
            title = f"{section.number}. " if section.number else ""
            sheet.line(
                title + (isolated(section.heading.text) or pgettext("heading in minutes", "Other")),
                style="Heading 2",
            )
            sheet.text(section.notes)
            for decided in section.decisions:
                sheet.decision(decided)
        sheet.actions(paper)
        for label, name in signatures_of(paper):
            sheet.line("")
            sheet.line("_" * 32)
            sheet.line(" – ".join(filter(None, [isolated(name), label])))
        sheet.line("")
        sheet.line(f"{_('The living page, with what came after:')} {isolated(context['address'])}")
        if context["proof"]:
            sheet.line(context["proof"])
        return sheet.bytes()


class _Sheet:
    """A document of one language."""

    def __init__(self, language: str) -> None:
        from docx import Document  # slow to load

        self.language = language
        self.is_rtl = languages.direction(language) == "rtl"
        self.document: Any = Document()
        for name in ("Normal", "Heading 1", "Heading 2"):
            self.document.styles[
                name
            ].font.name = "Arial"  # has Arabic and Cyrillic on every machine with Word

    def heading(self, paper: Paper, context: dict[str, Any]) -> None:
        """Office, table, meeting; day and zone; where the minutes stand."""
        self.document.core_properties.title = paper.title.text[:250]
        self.document.core_properties.author = paper.office[:250]
        self.document.core_properties.language = paper.language
        top = self.document.sections[0]
        self.line(f"{isolated(paper.office)} · {paper.reference}", paragraph=top.header.paragraphs[0])
        self._page_number(top.footer.paragraphs[0])
        self.line(" · ".join(filter(None, [isolated(paper.table.text), _("Minutes and decisions")])))
        self.line(isolated(paper.title.text), style="Heading 1")
        self.line(context["state_told"], bold=True)
        for label, value in context["facts"]:
            self.line(f"{label}: {value}")

    def line(self, text: str, *, style: str = "Normal", bold: bool = False, paragraph: Any = None) -> Any:
        """One paragraph in the direction of the document."""
        row = paragraph if paragraph is not None else self.document.add_paragraph(style=style)
        run = row.add_run(text)
        run.bold = bold or None
        self._direct(row, run, is_rtl=self.is_rtl)
        return row

    def text(self, text: Text, *, bold: bool = False) -> None:
        """What people wrote, in its own direction."""
        if told := not_sure(text, self.language):
            self.line(told)
        for paragraph in text.paragraphs:
            row = self.document.add_paragraph()
            run = row.add_run(paragraph)
            run.bold = bold or None
            self._direct(row, run, is_rtl=languages.direction(text.language) == "rtl")

    def decision(self, decided: Decided) -> None:
        """Its number, its words, how it was reached."""
        self.line(f"{_('Decision')} {isolated(decided.number)} · {decided.reference}")
        self.text(decided.title, bold=True)
        self.text(decided.text)
        self.line(how_of(decided))
        if decided.dissent:
            self.line(f"{_('Who did not agree:')} {isolated(decided.dissent)}")

    def actions(self, paper: Paper) -> None:
        """Who does what until when."""
        if not paper.actions:
            return
        self.line(_("Who does what"), style="Heading 2")
        table = self.document.add_table(rows=1, cols=3, style="Table Grid")
        table.table_direction = 1 if self.is_rtl else 0
        self._cells(table.rows[0], (_("Action"), _("Who"), pgettext("the day by which", "By")), bold=True)
        for each in paper.actions:
            day = date_format(each.due, "DATE_FORMAT") if each.due else ""
            self._cells(table.add_row(), (isolated(each.title.text), isolated(each.owner), day))

    def bytes(self) -> bytes:
        """The file."""
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _cells(self, row: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
        for cell, text in zip(row.cells, texts, strict=True):
            self.line(text, bold=bold, paragraph=cell.paragraphs[0])

    def _direct(self, row: Any, run: Any, *, is_rtl: bool) -> None:
        if not is_rtl:
            return
        from docx.oxml import OxmlElement  # slow to load

        run.font.rtl = True
        properties = row._p.get_or_add_pPr()
        properties.insert_element_before(OxmlElement("w:bidi"), *AFTER_BIDI)

    def _page_number(self, row: Any) -> None:
        from docx.oxml import OxmlElement  # slow to load
        from docx.oxml.ns import qn

        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        row._p.append(field)
