"""Lists that would take a machine down, or that say something else than they seem to."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from ponte.core.refusal import Refused
from tests.map.importing import read, table

MEASURED = """
import sys
from pathlib import Path

import django

django.setup()
from ponte.core.importing import look_over, read_table

with open(sys.argv[1], "rb") as file:
    looked = look_over(read_table(file))
highest = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(looked["name"]["filled"], int(highest.split()[1]) // 1024)
"""
SPACE = "urn:oasis:names:tc:opendocument:xmlns"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
FAR_APART = "[cell at the other end of the sheet]"


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def sheet(*, far: bool = False, merge: bool = False) -> bytes:
    """A small XLSX workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    if merge:
        page.merge_range(0, 0, 0, 1, "Group")
        page.merge_range(0, 2, 0, 3, "Contact")
        page.write_row(1, 0, ["Name", "Country", "Phone", "E-mail"])
        page.merge_range(2, 0, 3, 0, "Donne")
        page.write_row(2, 1, ["Senegal", "+39 011 555 0101"])
        page.write_row(3, 1, ["Mali", ""])
    else:
        page.write(0, 0, "name")
    if far:
        page.write(1_048_575, 16_383, FAR_APART)
    book.close()
    return out.getvalue()


def open_document(*rows: str) -> bytes:
    """An ODS file of one sheet."""
    names = "".join(f' xmlns:{name}="{SPACE}:{name}:1.0"' for name in ("office", "table", "text"))
    sheet = f'<table:table table:name="A">{"".join(rows)}</table:table>'
    inner = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f"<office:document-content{names}>{inner}</office:document-content>"
    return zipped(
        {"mimetype": SPREADSHEET, "content.xml": content.encode(), "META-INF/manifest.xml": b"<m/>"}
    )


def row(*cells: str, times: int = 1) -> str:
    """A row of an ODS file."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(text: str, *, times: int = 1, over: int = 1) -> str:
    """A cell of an ODS file."""
    repeated = f'table:number-columns-repeated="{times}" table:number-rows-spanned="{over}"'
    return (
        f'<table:table-cell office:value-type="string" {repeated}><text:p>{text}</text:p></table:table-cell>'
    )


def test_a_csv_of_200_mb_is_read_in_constant_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    line = "Associazione Perché,ITA," + "x" * 1_000 + "\n"
    with path.open("w", encoding="utf-8") as file:
        file.write("name,country,note\n")
        for _piece in range(100):
            file.write(line * 1_950)
    assert path.stat().st_size > 200_000_000
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "", "PYTHONPATH": "."},
    )
    rows, megabytes = map(int, done.stdout.split())
    assert rows == 195_000
    assert megabytes < 150


@pytest.mark.parametrize(
    "data",
    [
        sheet(far=True),
        zipped({"[Content_Types].xml": b"x", "xl/worksheets/sheet1.xml": bytes(60_000_000)}),
        open_document(row(cell("x", times=16_000), times=1_000_000)),
    ],
)
def test_a_bomb_is_refused_in_words_before_it_goes_off(data: bytes) -> None:
    assert len(data) < 100_000
    with pytest.raises(Refused, match="too large once unpacked"):
        read(data)


def test_a_line_in_another_encoding_is_told_by_its_row() -> None:
    good = table([{"name": "Associazione Perché"}] * 500).encode()
    with pytest.raises(Refused, match="Row 502 has letters that are damaged"):
        read(good + "Forlì\n".encode("cp1252"))


def test_an_encoding_is_told_also_when_the_first_letter_that_tells_it_comes_late() -> None:
    late = "name\n" + "Plain\n" * 120_000 + "Forlì\n"
    assert read(late.encode("cp1252"))[1][-1] == (120_002, ["Forlì"])


def test_merged_cells_and_two_rows_of_headings_read_as_people_see_them() -> None:
    header, rows = read(sheet(merge=True))
    assert header == ["Group – Name", "Group – Country", "Contact – Phone", "Contact – E-mail"]
    assert rows == [
        (3, ["Donne", "Senegal", "+39 011 555 0101", ""]),
        (4, ["Donne", "Mali", "", ""]),
    ]


def test_an_open_document_reads_like_any_workbook_merged_cells_too() -> None:
    covered = "<table:covered-table-cell/>"
    rows = (
        row(cell("name"), cell("country")),
        row(cell("Donne", over=2), cell("Senegal")),
        row(covered, cell("Mali")),
    )
    assert read(open_document(*rows)) == (
        ["name", "country"],
        [(2, ["Donne", "Senegal"]), (3, ["Donne", "Mali"])],
    )
