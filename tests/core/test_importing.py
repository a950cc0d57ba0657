"""Tables out of files of every encoding, and refusals that say what to do."""

import codecs

import pytest

from ponte.core.importing import table as table_module
from ponte.core.refusal import Refused
from tests.map.importing import read, table, workbook

ROWS = [{"name": "Associazione Perché", "città": "Forlì"}, {"name": "Caffè e Più", "città": ""}]
UKRAINIAN = [{"назва": "Українська громада Мілана", "місто": "Мілан"}] * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encoding_and_separator_are_found_out(encoding: str, separator: str) -> None:
    header, rows = read(table(ROWS * 5, separator).encode(encoding))
    assert header == ["name", "città"]
    assert rows[:2] == [(2, ["Associazione Perché", "Forlì"]), (3, ["Caffè e Più", ""])]


def test_utf_16_the_other_way_round_and_cyrillic_of_windows() -> None:
    assert read(codecs.BOM_UTF16_BE + table(ROWS).encode("utf-16-be"))[0] == ["name", "città"]
    assert read(table(UKRAINIAN).encode("cp1251"))[1][0][1] == ["Українська громада Мілана", "Мілан"]


def test_a_workbook_reads_as_people_see_it() -> None:
    header, rows = read(workbook([{"name": "=1+1", "year": 1999.0, "share": 0.5, "note": None}]))
    assert header == ["name", "year", "share", "note"]
    assert rows == [(2, ["=1+1", "1999", "0.5", ""])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_end_of_line_and_empty_lines_keep_the_number_of_the_row(end: str) -> None:
    data = end.join(["", "name,year", '"A, B",1999', "", ",", "C,2000", ""])
    header, rows = read(data)
    assert header == ["name", "year"]
    assert rows == [(3, ["A, B", "1999"]), (6, ["C", "2000"])]


def test_a_line_break_inside_a_cell_stays_in_it() -> None:
    assert read('name,note\nA,"one\ntwo"\nB,\n')[1] == [(2, ["A", "one\ntwo"]), (3, ["B", ""])]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\n\n ,\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"name,name\nA,B\n", "same name: name"),
        (",".join(f"column {number}" for number in range(300)).encode(), "more than 200 columns"),
        ("name\nPerché è così\n".encode() + b"Forl\xec\n", "Row 3 has letters that are damaged"),
        (b'name,note\nA,"never closed\nB,C\n', "never closed"),
        (b"PK\x03\x04 not a workbook", "damaged or protected"),
        (b"name\nA\x00B\n", "broken"),
        (b"\xff\xfen\x00a\x00m", "broken"),
        (b'name\n"' + b"x" * 100_001 + b'"\n', "Row"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(data)


def test_empty_columns_at_the_end_are_no_columns() -> None:
    header, rows = read("name" + "," * 300 + "\nA" + "," * 300 + "\n")
    assert [heading for heading in header if heading] == ["name"]
    assert rows[0][1][0] == "A"


def test_a_list_that_is_too_long_is_refused_and_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_module, "MOST_ROWS", 2)
    assert len(read("name\nA\nB\n")[1]) == 2
    with pytest.raises(Refused, match="more than 2 rows"):
        read("name\nA\nB\nC\n")
