"""XLSForms come in, are named where they are not supported, and go out again as the same questionnaire."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pyxform.xls2xform import convert

from ponte.ask.document.checking import findings
from ponte.ask.document.plain import from_plain, to_plain
from ponte.ask.exports.xlsform import write_xlsform
from ponte.ask.forms.xlsform import read_xlsform
from ponte.core.refusal import Refused
from tests.ask.making import document, workbook

DATA = Path(__file__).parent / "data"
WHOLE = sorted(
    f"{name}.xlsx" if "." not in name else name
    for name in (
        "choice_filter_test",
        "specify_other",
        "widgets.xls",
        "xlsform_spec_test",
        "all-question-types-v2024091201-3.xlsx",
    )
)
# Meant to fail, or with functions we have not; and the words that say why, with the cell.
BROKEN = {
    "bad_calc.xlsx": "row 2, column calculation",
    "pull_data.xlsx": "pulldata",
    "whova_form.xlsx": "row 258, column calculation: “null”",
}
COLUMNS = (
    "type | name | label::English (en) | label::Italiano (it) | hint::English (en) | required | relevant | constraint"
    " | constraint_message::English (en) | calculation | choice_filter | appearance | default | repeat_count | readonly"
    " | ponte_known_as\n"
)
SURVEY = """
text | name | Your name | Il tuo nome | As on paper | yes | | | | | | | | | | person.name
text | story | Your story | La tua storia | | | string-length(${name}) > 1 | | | | | multiline | | | |
select_one country | land | Country | Paese | | yes | | | | | | minimal | ita | | |
select_multiple city | cities | Cities | Città | | | | | | | land = ${land} | | | | |
decimal | cost | Cost | Costo | | | | . > 0 | More than nothing | | | currency-EUR-USD | | | |
begin_group | about | About you | Su di te | | | ${land} = 'ita' | | | | | field-list | | | |
date | born | Born | Nascita | | | | . <= today() | | | | | | | |
acknowledge | ok | I agree | Accetto | | ${born} != '' | | | | | | | | | |
end_group | | | | | | | | | | | | | | |
begin_repeat | people | People | Persone | | | | | | | | | | 2 | |
integer | age | Age of ${name} | Età | | | | . >= 0 and . < 130 | | | | | | | |
end_repeat | | | | | | | | | | | | | | |
begin_group | grid | How hard | Quanto | | | | | | | | table-list | | | |
select_one level | food | Food | Cibo | | | | | | | | | | | |
select_one level | home | Home | Casa | | | | | | | | | | | |
end_group | | | | | | | | | | | | | | |
select_one level or_other | all | All | Tutto | | | | | | | | | | | |
calculate | sum | | | | | | | | sum(${age}) | | | | | |
note | said | Together ${sum} | Insieme ${sum} | | | | | | | | | | | |
geopoint | at | Where | Dove | | | | | | | | | | | |
file | paper | Paper | Carta | | | | | | | | | | | |
image | photo | Picture | Foto | | | | | | | | | | | |
today | day | | | | | | | | | | | | | |
"""
CHOICES = """
list_name | name | label::English (en) | label::Italiano (it) | land
country | ita | Italy | Italia |
country | sen | Senegal | Senegal |
city | to | Turin | Torino | ita
city | dk | Dakar | Dakar | sen
level | easy | Easy | Facile |
level | hard | Hard | Difficile |
"""
SETTINGS = """
form_title | form_title::Italiano (it) | form_id | default_language
Rapid | Rapida | rapid | English (en)
"""


def given(name: str) -> BytesIO:
    return BytesIO((DATA / name).read_bytes())


def same(plain: dict) -> dict:
    """Without what a form gets from us when it has none of its own."""
    own = {name: value for name, value in plain["settings"].items() if name not in ("form_id", "version")}
    return plain | {"settings": own}


@pytest.mark.parametrize("name", WHOLE)
def test_public_forms_come_in_and_go_out_as_the_same_questionnaire(name: str) -> None:
    read = read_xlsform(given(name))
    assert not read.errors, list(map(str, read.errors))
    again = read_xlsform(BytesIO(write_xlsform(read.document)))
    assert same(to_plain(again.document)) == same(to_plain(read.document))
    assert all(finding.row and finding.column and str(finding) for finding in read.left)


@pytest.mark.parametrize(("name", "words"), BROKEN.items())
def test_public_forms_that_cannot_be_asked_are_refused_with_the_cell(name: str, words: str) -> None:
    errors = read_xlsform(given(name)).errors
    assert words in " ".join(map(str, errors))


def test_all_we_support_survives_and_the_reference_converter_accepts_it(tmp_path: Path) -> None:
    made = document(survey=COLUMNS + SURVEY.strip(), choices=CHOICES, settings=SETTINGS)
    assert from_plain(to_plain(made)) == made
    data = write_xlsform(made)
    assert same(to_plain(read_xlsform(BytesIO(data)).document)) == same(to_plain(made))
    (tmp_path / "form.xlsx").write_bytes(data)
    assert "<h:title>Rapid</h:title>" in convert(tmp_path / "form.xlsx", validate=False).xform
    kinds = " ".join(item.kind for item in made.walk())
    assert kinds.startswith("text long one many money group date tick repeat integer table one one one")
    assert kinds.endswith("calculation note place file image told")
    assert made.title == {"en": "Rapid", "it": "Rapida"}


def test_what_is_not_supported_is_named_and_kept() -> None:
    read = read_xlsform(
        workbook(
            survey="""
            type | name | label | media::audio | appearance | label::Klingonish
            text | a | A | a.mp3 | annotate | qa
            video | b | B | | |"""
        )
    )
    assert not read.errors
    told = " ".join(map(str, read.left))
    for words in (
        "row 2, column media::audio",
        "row 2, column appearance",
        "row 3, column type",
        "Klingonish",
    ):
        assert words in told
    item = read.document.items[0]
    assert item.kept == {"media::audio": "a.mp3", "label::Klingonish": "qa"}
    assert "a.mp3" in str(to_plain(read_xlsform(BytesIO(write_xlsform(read.document))).document))


HEAD = "type | name | label | relevant | calculation | choice_filter | constraint\n"
HOSTILE = {
    "circle": ("integer | a | A | ${b} > 1\ninteger | b | B | ${a} > 1", "in a circle: a → b → a"),
    "circle of a group": ("begin group | g | G | ${b} = 1\ninteger | b | B\nend group", "in a circle"),
    "self": ("calculate | a | | | ${a} + 1", "in a circle: a → a"),
    "nobody": ("text | a | A | ${nobody} = 1", "no question “nobody”"),
    "group as value": ("begin group | g | G\ntext | a | A\nend group\ntext | b | B | ${g} = 1", "is a group"),
    "inside a repeat": (
        "begin repeat | g | G\ninteger | a | A\nend repeat\nnote | b | B | ${a} = 1",
        "several times",
    ),
    "kept": ("audio | a | A\ntext | b | B | ${a} != ''", "cannot be asked|nothing can depend"),
    "twice": ("text | a | A\ntext | a | B", "Two rows have the name"),
    "bad name": ("text | é à | A", "cannot be a name"),
    "no name": ("text | | A", "no name"),
    "no type": ("| a | A", "has no type"),
    "strange type": ("hologram | a | A", "Nobody knows the type"),
    "never ended": ("begin group | g | G\ntext | a | A", "never ended"),
    "ended twice": ("text | a | A\nend group", "did not begin"),
    "no list": ("select_one nowhere | a | A", "no list of choices"),
    "bomb": (f"text | a | A | {'(' * 100}1{')' * 100}", "parentheses"),
    "foreign": ("text | a | A | /data/x = 1", "is not supported"),
    "deep": (
        "begin group | g{0} | G\n" * 11 + "text | a | A\n" + "end group\n" * 11,
        "deep|stand in each other",
    ),
}


@pytest.mark.parametrize(("rows", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_form_that_would_harm_is_refused_in_words(rows: str, words: str) -> None:
    numbered = "\n".join(line.replace("{0}", str(at)) for at, line in enumerate(rows.splitlines()))
    read = read_xlsform(workbook(survey=HEAD + numbered))
    told = " ".join(map(str, read.errors))
    assert any(each in told for each in words.split("|")), told


def test_a_form_is_of_bearable_size() -> None:
    many = "\n".join(f"c | n{at} | L" for at in range(6_000))
    read = read_xlsform(
        workbook(survey=HEAD + "select_one c | a | A", choices="list_name | name | label\n" + many)
    )
    assert "6000 choices" in str(read.errors[0])
    long = "\n".join(f"text | n{at} | L" for at in range(2_500))
    assert "2500 rows" in str(read_xlsform(workbook(survey=HEAD + long)).errors[0])
    with pytest.raises(Refused, match="too large"):
        read_xlsform(workbook(survey=HEAD + "\n".join(["text | n | L"] * 9_000)))


@pytest.mark.parametrize(
    "data", [b"", b"type,name\ntext,a", b"PK\x03\x04 no", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no"]
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_xlsform(BytesIO(data))
    with pytest.raises(Refused, match="survey"):
        read_xlsform(workbook(other="a | b"))


def test_the_name_of_a_file_counts_for_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "old.xlsx"
    path.write_bytes((DATA / "widgets.xls").read_bytes())
    call_command("validate", "xlsform", str(path))
    assert "No errors." in capsys.readouterr().out
    with pytest.raises(CommandError, match="1 errors"):
        call_command("validate", "xlsform", str(DATA / "bad_calc.xlsx"))
    assert "row 2, column calculation" in capsys.readouterr().out


def test_a_document_says_everything_that_is_wrong() -> None:
    assert [str(finding) for finding in findings(from_plain({"title": {}, "items": []}))] == [
        "The questionnaire has no title.",
        "The questionnaire has no questions yet.",
    ]
