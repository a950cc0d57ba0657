"""Admin areas imported by p-code."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ponte.core.models import AdminArea
from ponte.core.places import pcodes
from ponte.core.refusal import Refused

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parent / "data" / "pcodes.csv"
HEAD = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date,Name fr\n"


def run(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_pcodes", str(file), *options, stdout=out, stderr=out)
    return out.getvalue()


def test_a_table_is_imported_with_its_parents():
    assert run(FILE) == "33 areas added, 0 changed, 0 are the same already.\n"
    kabul = AdminArea.objects.get(pcode="AF01")
    assert (kabul.name, kabul.country, kabul.level, kabul.parent) == ("Kabul", "AFG", 1, None)
    assert kabul.valid_from.isoformat() == "2021-11-17"
    assert {area.level for area in kabul.children.all()} == {2}


def test_the_same_table_again_changes_nothing():
    run(FILE)
    keys = set(AdminArea.objects.values_list("pk", "pcode"))
    assert run(FILE) == "0 areas added, 0 changed, 33 are the same already.\n"
    assert set(AdminArea.objects.values_list("pk", "pcode")) == keys


def test_a_preview_imports_nothing():
    assert run(FILE, "--dry-run").startswith("33 areas would be added")
    assert not AdminArea.objects.exists()


def test_a_new_name_replaces_the_old_one():
    run(FILE)
    plan = pcodes.plan(HEAD + "AFG,1,AF01,Kābul,AFG,2026-01-01,Kaboul\n")
    assert [area.pcode for area in plan.changed] == ["AF01"]
    pcodes.carry_out(plan)
    kabul = AdminArea.objects.get(pcode="AF01")
    assert (kabul.name, kabul.name_in("fr"), kabul.name_in("it")) == ("Kābul", "Kaboul", "Kābul")
    assert kabul.children.exists()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("ZZZ,1,ZZ01,Somewhere,ZZZ,,", "Location"),
        ("AFG,x,AF99,Somewhere,AFG,,", "Admin Level"),
        ("AFG,1,<b>,Somewhere,AFG,,", "P-Code"),
        ("AFG,1,AF01,Twice,AFG,,", "P-Code"),
        ("AFG,1,AF99,,AFG,,", "Name"),
        ("AFG,1,AF99," + "x" * 10_000 + ",AFG,,", "Name"),
        ("AFG,1,AF99,Somewhere,AFG,17/11/2021,", "Valid from date"),
        ("AFG,2,AF9901,Somewhere,AF98,,", "Parent P-Code"),
        ("ARM,2,AM9901,Somewhere,AF01,,", "Parent P-Code"),
        ("AFG,2,AF9901,Somewhere,AF9901,,", "Parent P-Code"),
        ("AFG,1", "P-Code"),
    ],
)
def test_one_bad_row_is_named_and_nothing_is_imported(row, column):
    plan = pcodes.plan(HEAD + "AFG,1,AF01,Kabul,AFG,,\n" + row + "\n")
    assert (3, column) in [(trouble.line, trouble.column) for trouble in plan.troubles]
    with pytest.raises(Refused):
        pcodes.carry_out(plan)
    assert not AdminArea.objects.exists()


def test_a_row_of_hxl_tags_and_empty_rows_are_passed_over():
    table = HEAD + "#country+code,#geo,#adm+code,#adm+name,,#date\n,,,,,\nARM,1,AM01,Aragatsotn,ARM,,\n"
    assert len(pcodes.plan(table).new) == 1


def test_a_file_that_is_no_such_table_is_refused(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(b"name,city\nx,y\n")
    with pytest.raises(CommandError, match="columns are missing: location"):
        run(file)
    file.write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(CommandError, match="not text"):
        run(file)
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "nowhere.csv")


def test_errors_are_shown_by_row_on_the_command_line(tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text(HEAD + "ZZZ,1,ZZ01,Somewhere,ZZZ,,\n")
    out = StringIO()
    with pytest.raises(CommandError, match="1 errors"):
        call_command("import_pcodes", str(file), stderr=out)
    assert "line 2, Location: “ZZZ” is not a country code" in out.getvalue()
