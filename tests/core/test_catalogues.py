"""Strings are found where people read them, and a catalogue that says less than the code is told."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from ponte.core import catalogues

PAGE = """{% extends "base.html" %}
    {% block main %}
  <h1 title="{% translate "Title" %}">{% blocktranslate trimmed count counter=n %}
     {{ counter }} letter
   {% plural %} {{ counter }} letters {% endblocktranslate %}</h1>
{% button _("Save") kind="primary" %}{% translate "May" context "month" %}it's "unbalanced" (
{% endblock %}"""
CODE = '''"""A module."""
from django.utils.translation import gettext_lazy as _, ngettext_lazy
LABEL = _("Name")
COUNT = ngettext_lazy("%(n)d day", "%(n)d days", "n")
'''


@pytest.fixture
def package(tmp_path: Path) -> Path:
    package = tmp_path / "ponte"
    (package / "templates").mkdir(parents=True)
    (package / "templates" / "page.html").write_text(PAGE)
    (package / "code.py").write_text(CODE)
    return package


def ids(found: Catalog) -> set[object]:
    return {message.id for message in found if message.id}


def complete(found: Catalog, folder: Path, language: str) -> Catalog:
    """A catalogue in which everything is translated as itself."""
    catalogues.update(folder, language, found)
    catalogue = catalogues.load(folder, language)
    for message in catalogue:
        if message.id:
            forms = catalogue.num_plurals
            message.string = (message.id[1],) * forms if message.pluralizable else message.id
    return catalogue


def test_strings_of_code_and_templates_are_found(package: Path) -> None:
    found = catalogues.collect(package)
    plural = ("%(counter)s letter", "%(counter)s letters")
    assert ids(found) == {"Title", plural, "Save", "May", "Name", ("%(n)d day", "%(n)d days")}
    assert found.get("May", "month")


def test_collecting_again_keeps_translations_and_changes_nothing(package: Path, tmp_path: Path) -> None:
    found = catalogues.collect(package)
    path = catalogues.update(tmp_path, "ar", found)
    path.write_text(path.read_text().replace('msgid "Name"\nmsgstr ""', 'msgid "Name"\nmsgstr "اسم"'))
    catalogues.update(tmp_path, "ar", found)
    before = path.read_text()
    catalogues.update(tmp_path, "ar", found)
    assert path.read_text() == before
    assert "اسم" in before
    assert "code.py:" not in before


@pytest.mark.parametrize(("language", "forms"), [("it", 2), ("uk", 3), ("ar", 6)])
def test_a_complete_catalogue_has_no_faults(package: Path, tmp_path: Path, language: str, forms: int) -> None:
    found = catalogues.collect(package)
    catalogue = complete(found, tmp_path, language)
    assert list(catalogues.faults(found, catalogue)) == []
    message = catalogue.get(("%(n)d day", "%(n)d days"))
    assert message is not None
    assert len(message.string) == forms


def test_each_fault_is_told(package: Path, tmp_path: Path) -> None:
    found = catalogues.collect(package)
    catalogue = complete(found, tmp_path, "ar")
    catalogue["Name"].string = ""
    catalogue["Title"].flags.add("fuzzy")
    catalogue["Save"].string = "%(who)s"
    catalogue["%(n)d day"].string = ("%(n)d",) * 3
    catalogue.add("Old", "Old")
    faults = "\n".join(sorted(catalogues.faults(found, catalogue)))
    assert "not translated: 'Name'" in faults
    assert "fuzzy: 'Title'" in faults
    assert "placeholders differ: 'Save'" in faults
    assert "3 plural forms instead of 6: '%(n)d day'" in faults
    assert "no longer used: 'Old'" in faults


def test_a_plural_form_may_leave_its_number_out(package: Path, tmp_path: Path) -> None:
    found = catalogues.collect(package)
    catalogue = complete(found, tmp_path, "ar")
    catalogue["%(n)d day"].string = ("", "يوم", "يومان", "%(n)d", "%(n)d", "%(n)d")
    assert list(catalogues.faults(found, catalogue)) == ["not translated: '%(n)d day'"]
    catalogue["%(n)d day"].string = ("لا أيام", "يوم", "يومان", "%(n)d", "%(n)d", "%(n)d")
    assert list(catalogues.faults(found, catalogue)) == []


def test_compiling_leaves_fuzzy_strings_out_and_happens_once(package: Path, tmp_path: Path) -> None:
    path = catalogues.update(tmp_path, "ar", catalogues.collect(package))
    text = path.read_text().replace('msgid "Name"\nmsgstr ""', 'msgid "Name"\nmsgstr "اسم"')
    path.write_text(text.replace('msgid "Title"\nmsgstr ""', '#, fuzzy\nmsgid "Title"\nmsgstr "عنوان"'))
    assert catalogues.compile_changed(tmp_path) == [path]
    assert catalogues.compile_changed(tmp_path) == []
    with path.with_suffix(".mo").open("rb") as opened:
        compiled = read_mo(opened)
    assert compiled["Name"].string == "اسم"
    assert compiled.get("Title") is None
