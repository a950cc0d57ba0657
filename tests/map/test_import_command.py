"""Bringing a list in from the shell."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ponte.core.models import ImportRun, SavedMapping
from ponte.map.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A small list."""
    path = tmp_path / "city.csv"
    path.write_text("name,where\nDonne,SEN\nAltri,PER\n")
    return path


def say(path: Path, **options: object) -> str:
    """What the command tells."""
    out = io.StringIO()
    call_command("import_organisations", str(path), stdout=out, stderr=out, **options)
    return out.getvalue()


def beside(path: Path, text: str) -> None:
    """Write the mapping beside a list."""
    path.with_name(f"{path.stem}.mapping.json").write_text(text)


def test_headings_speak_for_themselves_and_the_office_alone_sees_the_result(city: Path) -> None:
    assert "2 organisations new" in say(city)
    assert set(Organisation.objects.values_list("visibility", "source")) == {("office", "city.csv")}


def test_the_mapping_beside_the_list_counts_and_the_command_line_counts_more(city: Path) -> None:
    mapping = {"columns": {"name": "name", "where": "country_of_origin"}, "constants": {"source": "Theirs"}}
    beside(city, json.dumps(mapping))
    say(city)
    row = Organisation.objects.get(name="Donne")
    assert ([place.area for place in row.places.all()], row.source) == (["SEN"], "Theirs")
    Organisation.objects.all().delete()
    say(city, source="Ours", visibility="public")
    assert set(Organisation.objects.values_list("source", "visibility")) == {("Ours", "public")}


def test_a_saved_mapping_is_used_by_name(city: Path) -> None:
    columns = {"where": "name", "name": "communities"}
    SavedMapping.objects.create(
        kind="map.organisation", name="Turned", columns=columns, constants={"consent": "oral"}
    )
    say(city, mapping="Turned")
    assert set(Organisation.objects.values_list("name", "consent")) == {("SEN", "oral"), ("PER", "oral")}
    with pytest.raises(CommandError, match="no saved mapping called Other"):
        say(city, mapping="Other")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("{", "not a mapping"),
        ("[]", "not a mapping"),
        ("{}", "not a mapping"),
        ('{"columns": {"name": "nonsense"}}', "No such fields: nonsense"),
        ('{"columns": {"name": "name"}, "constants": {"consent": "perhaps"}}', "consent"),
        ('{"columns": {"name": "name"}, "constants": {"state": "verified"}}', "No such field: state"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_told(city: Path, mapping: str, said: str) -> None:
    beside(city, mapping)
    with pytest.raises(CommandError, match=said):
        say(city)
    assert not ImportRun.objects.exists()


def test_a_trial_writes_nothing_and_mistakes_are_listed(city: Path) -> None:
    assert "2 rows would be imported" in say(city, dry_run=True)
    city.write_text("name,origin\nDonne,Atlantis\n")
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 problems"):
        call_command("import_organisations", str(city), stderr=out)
    assert "row 2, origin: “Atlantis”" in out.getvalue()
    assert not Organisation.objects.exists()
    assert not ImportRun.objects.exists()


def test_no_file_and_an_empty_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        say(tmp_path / "none.csv")
    (tmp_path / "empty.csv").touch()
    with pytest.raises(CommandError, match="empty"):
        say(tmp_path / "empty.csv")
