"""Generated pages are written once and missed when they differ."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ponte.core import written_pages


def test_a_page_is_written_once_and_an_edit_is_noticed(tmp_path: Path) -> None:
    written = written_pages.write(tmp_path)
    assert "docs/roles.md" in written
    assert written_pages.write(tmp_path) == []
    (tmp_path / "docs/roles.md").write_text("my own words")
    assert list(written_pages.outdated(tmp_path)) == ["docs/roles.md"]


def test_the_command_says_which_page_is_behind(tmp_path: Path, settings) -> None:
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"docs/roles\.md"):
        call_command("write_docs", "--check")
    call_command("write_docs", verbosity=0)
    call_command("write_docs", "--check")
