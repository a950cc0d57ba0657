"""Collected static files: one style sheet, hashed names, modules that find each other."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "ponte.core.storage.Static"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "core"


def test_the_style_sheet_holds_what_it_imports(collected: Path) -> None:
    (sheet,) = (collected / "css").glob("ponte.*.css")
    css = sheet.read_text()
    assert "@import" not in css
    assert "--sun:" in css
    assert ".bridge" in css
    assert '../img/arches.svg"' not in css, "pictures carry their hashed names"


def test_modules_import_hashed_names(collected: Path) -> None:
    (entry,) = (collected / "js").glob("ponte.*.js")
    assert '"./menus.js"' not in entry.read_text()
    assert (collected / "js").glob("menus.*.js")
