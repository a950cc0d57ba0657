"""From code and templates to the list of strings people read, and from there into every catalogue."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # files of unchanged strings stay unchanged


def sources(package: Path) -> Iterator[Path]:
    """Python modules and everything in template folders."""
    for path in sorted(package.rglob("*")):
        is_template = "templates" in path.parts and path.suffix in {".html", ".txt", ".xml", ".svg", ".md"}
        if path.is_file() and (is_template or path.suffix == ".py"):
            yield path


def _as_python(path: Path) -> bytes:
    """Django turns a template into calls of gettext; without indentation Python can read them."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.strip() for line in templatize(text, origin=path.as_posix()).splitlines())
    return text.encode()


def collect(package: Path) -> Catalog:
    """Every string marked for translation below a folder, with the files it is used in."""
    found = _new()
    for path in sources(package):
        name = path.relative_to(package.parent).as_posix()
        code = io.BytesIO(_as_python(path))
        for _line, ids, comments, context in extract("python", code, KEYWORDS, ["Translators:"]):
            found.add(ids, None, [(name, 0)], auto_comments=comments, context=context)
    return found


def catalogue_path(folder: Path, language: str) -> Path:
    """Where Django looks for it."""
    return folder / language.replace("-", "_") / "LC_MESSAGES" / "django.po"


def _new(language: str | None = None) -> Catalog:
    return Catalog(
        locale=language,
        header_comment="# The interface of Ponte. `make messages` keeps this file up to date.",
        project="Ponte",
        version="1",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        charset="utf-8",
        creation_date=EPOCH,
        revision_date=EPOCH,
        fuzzy=False,
    )


def load(folder: Path, language: str) -> Catalog:
    """The catalogue of a language, empty when there is no file yet."""
    path = catalogue_path(folder, language)
    if not path.exists():
        return _new(language)
    with path.open("rb") as opened:
        return read_po(opened, locale=language, abort_invalid=True)


def update(folder: Path, language: str, found: Catalog) -> Path:
    """Bring one catalogue up to the code: translations stay, near ones are kept as fuzzy, unused ones go."""
    catalogue = load(folder, language)
    created = catalogue.creation_date
    catalogue.update(found, no_fuzzy_matching=False, update_header_comment=False)
    catalogue.obsolete.clear()
    catalogue.creation_date = created
    path = catalogue_path(folder, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as written:
        write_po(written, catalogue, width=100, include_lineno=False, sort_output=True, ignore_obsolete=True)
    return path
