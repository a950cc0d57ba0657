"""A questionnaire as a document to print and fill in by hand, or with one's answers to keep."""

from io import BytesIO
from typing import Any

from docx import Document as new_document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from ponte.ask.document.evaluation import Evaluation
from ponte.ask.document.kinds import CHOOSING, Kind
from ponte.ask.document.look import Look
from ponte.ask.document.parts import said
from ponte.ask.document.stored import calculated, told
from ponte.core import languages

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINE = "." * 80
BOX, CHOSEN_BOX = "☐", "☒"
LINES = {Kind.LONG: 5}
MOST_CHOICES = 60


class Paper:
    """A document in one language, in its direction."""

    def __init__(self, language: str) -> None:
        self.language, self.rtl = language, languages.direction(language) == "rtl"
        self.file = new_document()
        self.file.core_properties.author = ""
        self.file.styles["Normal"].font.size = Pt(11)

    def add(self, text: str, *, style: str = "", bold: bool = False) -> None:
        """A paragraph."""
        paragraph = self.file.add_paragraph(style=style or None)
        run = paragraph.add_run(text)
        run.bold = bold
        self.turn(paragraph, run)

    def head(self, text: str, level: int) -> None:
        """A heading."""
        paragraph = self.file.add_heading(level=level)
        self.turn(paragraph, paragraph.add_run(text))

    def turn(self, paragraph: Any, run: Any) -> None:
        """From right to left where the language is written so."""
        if not self.rtl:
            return
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        properties = run._r.get_or_add_rPr()
        properties.append(OxmlElement("w:rtl"))
        language = OxmlElement("w:lang")
        language.set(qn("w:bidi"), self.language)
        properties.append(language)

    def bytes(self) -> bytes:
        """The file."""
        out = BytesIO()
        self.file.save(out)
        return out.getvalue()


def write_paper(evaluation: Evaluation, *, title: str, facts: list[str], blank: bool) -> bytes:
    """The whole questionnaire, in the language of the evaluation."""
    paper = Paper(evaluation.language)
    paper.head(title, 0)
    for fact in facts:
        paper.add(fact)
    for look in evaluation.in_order:
        if blank or look.relevant:
            write_look(paper, evaluation, look, blank=blank)
    return paper.bytes()


def write_look(paper: Paper, evaluation: Evaluation, look: Look, *, blank: bool) -> None:
    """One question, note or heading."""
    item = look.item
    text, hint = evaluation.text(item.label, look)[0], evaluation.text(item.hint, look)[0]
    if item.kind in (Kind.TOLD, Kind.KEPT) or (item.kind == Kind.CALCULATION and (blank or not text)):
        return
    if item.is_container:
        paper.head(text or item.name, min(len(look.placed.around) + 1, 4))
        return
    is_note = item.kind == Kind.NOTE
    paper.add(text + (" *" if item.is_needed or look.required else ""), bold=not is_note)
    if hint:
        paper.add(hint)
    if not is_note:
        write_answer(paper, evaluation, look, blank=blank)


def write_answer(paper: Paper, evaluation: Evaluation, look: Look, *, blank: bool) -> None:
    """What was answered, or room for it."""
    item = look.item
    if item.kind == Kind.CALCULATION:
        paper.add(calculated(look.value))
    elif item.kind in CHOOSING:
        write_choices(paper, evaluation, look, blank=blank)
    elif blank and not look.is_worked_out:
        for _line in range(LINES.get(Kind(item.kind), 1)):
            paper.add(LINE)
    else:
        paper.add(told(evaluation.form, item, look.stored, evaluation.language) or "–")


def write_choices(paper: Paper, evaluation: Evaluation, look: Look, *, blank: bool) -> None:
    """Boxes: all of them to be ticked, or those that were."""
    chosen = (
        [] if look.stored is None else [look.stored] if isinstance(look.stored, str) else list(look.stored)
    )
    rows = evaluation.form.choices(look.item) if blank else evaluation.choices(look)
    for choice in rows[:MOST_CHOICES]:
        words = said(choice.label, evaluation.language, evaluation.form.document.language)[0] or choice.name
        if blank or choice.name in chosen:
            paper.add(f"{CHOSEN_BOX if choice.name in chosen else BOX} {words}")
    if not blank and not chosen:
        paper.add("–")
