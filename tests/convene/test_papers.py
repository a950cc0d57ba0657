"""Minutes as PDF, Word and message: Arabic letters, languages, isolation, nothing hostile, nothing fetched."""

import io
import zipfile
from itertools import pairwise

import pytest
from django.utils.translation import override
from docx import Document
from pypdf import PdfReader

from ponte.convene.actions.minutes import translate_note
from ponte.convene.exports.minutes_docx import docx_of
from ponte.convene.exports.minutes_pdf import html_of, pdf_of
from ponte.convene.exports.minutes_text import message
from ponte.convene.models import Minutes
from ponte.convene.queries.assembling import assemble
from ponte.convene.queries.paper import as_values, for_everybody, from_values
from ponte.core import paper as press
from ponte.core.refusal import Refused
from tests.factories import cast, convene, meetings
from tests.factories.accounts import office
from tests.factories.minutes import action, decision, held, minutes, write

pytestmark = pytest.mark.django_db
FATIMA, HALL = "فاطمة الزهراء بناني", "القاعة الحمراء"
HOSTILE = '<img src="file:///etc/passwd"><script>alert(1)</script> & \u202egnp.exe <b>bold</b>'


@pytest.fixture
def whole(settings, tmp_path) -> Minutes:
    """Minutes with names in other scripts, a decision by vote, an action, an internal item, hostile words."""
    settings.VAR_DIR = tmp_path
    office()
    table = convene.table(code="TO", name="Housing table")
    meeting = held(table=table, title="Sixth meeting", place=HALL, languages=["en", "ar"])
    open_item, inside = meetings.item(meeting, "Rooms"), meetings.item(meeting, "Money", is_internal=True)
    meetings.attendance(meeting, FATIMA, organisation_name="نساء فاس", state="present")
    meetings.attendance(meeting, "Dawit Tesfay", organisation_name="Semhar", state="excused")
    row = minutes(meeting)
    note = write(row, f"84 rooms.\n{HOSTILE}", key=open_item.pk)
    write(row, "A secret sum.", key=inside.pk)
    translate_note(note, language="ar", text="84 غرفة.", by=cast.chiara())
    given = {"reached": "vote", "votes_for": 5, "votes_against": 0, "visibility": "public"}
    decision(
        table,
        meeting=meeting,
        item=open_item,
        state="taken",
        year=2026,
        number=3,
        taken_on="2026-11-22",
        **given,
    )
    seat = convene.seat(table)
    action(table, meeting=meeting, owner_delegate=convene.delegate(seat, name=FATIMA), due_on="2026-12-12")
    return row


def read(pdf: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(pdf))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(("language", "word"), [("en", "84 rooms."), ("ar", "غرفة")])
def test_the_pdf_is_tagged_in_its_language_and_has_the_letters(
    whole: Minutes, language: str, word: str
) -> None:
    with override(language):
        reader, text = read(pdf_of(assemble(whole, language), whole))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Sixth meeting"
    for part in (word, "بناني", "TO-2026-03", whole.reference, "Europe/Rome"):
        assert part in text, (part, text)
    assert pdf_of(assemble(whole, "en"), whole) == pdf_of(assemble(whole, "en"), whole)


def test_what_people_wrote_is_text_and_nothing_is_fetched(whole: Minutes, monkeypatch) -> None:
    html = html_of(assemble(whole, "en"), whole)
    assert "<script" not in html
    assert "<img" not in html
    assert "\u202e" not in html
    press.pdf("<p>x</p>")
    asked = []
    fetcher = press._ready["fetcher"]
    fetch = type(fetcher).fetch
    monkeypatch.setattr(
        type(fetcher), "fetch", lambda self, url, headers=None: asked.append(url) or fetch(self, url)
    )
    links = "".join(
        f'<img src="{url}"><link rel="stylesheet" href="{url}">'
        for url in (
            "file:///etc/passwd",
            "http://127.0.0.1:9/x.png",
            "//127.0.0.1/x",
            "data:image/svg+xml,<svg/>",
        )
    )
    written = press.pdf(f'{links}<p style="background: url(file:///etc/hostname)">x</p>')
    assert asked
    assert b"root:" not in written
    for url in asked:
        with pytest.raises(ValueError, match="nothing from elsewhere"):
            fetch(fetcher, url)


def test_without_pango_the_page_says_what_to_install(whole: Minutes, monkeypatch) -> None:
    monkeypatch.setattr(press, "_ready", {})
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(Refused, match="libpango"):
        press.pdf("<p>x</p>")


def test_word_is_right_to_left_where_the_language_is(whole: Minutes) -> None:
    for language in ("en", "ar"):
        document = docx_of(assemble(whole, language), whole)
        opened = Document(io.BytesIO(document))
        text = "\n".join(paragraph.text for paragraph in opened.paragraphs)
        assert f"\u2068{FATIMA}\u2069" in text
        assert opened.core_properties.language == language
        xml = zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml").decode()
        assert ("<w:bidi/>" in xml) is (language == "ar")
        assert "<script" not in xml
        assert FATIMA in opened.tables[0].rows[1].cells[1].text


def test_names_are_isolated_in_every_form(whole: Minutes) -> None:
    paper = assemble(whole, "en")
    text = message(paper, address="https://example.org/x")
    html = html_of(paper, whole)
    for told in (text, html):
        assert f"\u2068{FATIMA}\u2069" in told
    depth = 0
    for before, after in pairwise(f" {text}"):
        depth += {"\u2068": 1, "\u2069": -1}.get(after, 0)
        assert depth in (0, 1), before
    assert depth == 0


def test_a_message_keeps_to_its_length_and_to_whole_lines(whole: Minutes) -> None:
    paper = assemble(whole, "en")
    full = message(paper, address="https://example.org/x")
    assert "*Decisions*" in full
    assert "84 rooms." in full
    for most in (250, 400, 700, 4_000):
        short = message(paper, address="https://example.org/x", most=most)
        assert len(short) <= most
        assert ("The rest is on the page." in short) is (short != full)
        assert short.count("\u2068") == short.count("\u2069")


def test_outsiders_read_no_names_and_nothing_internal(whole: Minutes) -> None:
    paper = for_everybody(assemble(whole, "en"))
    told = str(as_values(paper))
    for hidden in (FATIMA, "Dawit Tesfay", "A secret sum", "Money"):
        assert hidden not in told
    for shown in ("نساء فاس", "84 rooms.", "One common letter"):
        assert shown in told


def test_a_paper_comes_back_from_its_values(whole: Minutes) -> None:
    paper = assemble(whole, "ar")
    assert from_values(as_values(paper)) == paper
    assert not assemble(whole, "it").is_whole
