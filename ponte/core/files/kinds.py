"""What a file is, told from its bytes."""

import re
from collections import deque
from collections.abc import Collection
from typing import BinaryIO

import puremagic
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from ponte.core.files.pictures import write_anew
from ponte.core.files.texts import lines
from ponte.core.files.workbooks import check_workbook, holds_macros
from ponte.core.models.stored_file import PICTURES, Kind
from ponte.core.refusal import Refused

_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Kind.PNG),
    (re.compile(rb"\xff\xd8\xff"), Kind.JPEG),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), Kind.WEBP),
    (re.compile(rb"%PDF-[12]\.\d"), Kind.PDF),
)
ZIP_BEGINS = b"PK\x03\x04"
OLD_OFFICE_BEGINS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|\?xml|html|head|body|svg|script|iframe)\b", re.I | re.S
)
_BEGINNING = 4096


def check(file: BinaryIO, name: str, *, kinds: Collection[Kind]) -> tuple[Kind, File]:
    """The kind and the content to keep (a picture's is new); Refused when it is not one of `kinds`."""
    beginning = _beginning(file)
    if not beginning:
        raise Refused(_("The file is empty."))
    kind = next((kind for signature, kind in _SIGNATURES if signature.match(beginning)), None)
    if beginning.startswith(ZIP_BEGINS) and {Kind.XLSX, Kind.ODS} & set(kinds):
        kind = check_workbook(file)
    elif beginning.startswith(OLD_OFFICE_BEGINS) and Kind.XLS in kinds:
        kind = check_old_workbook(file)
    elif kind is None:
        kind = _kind_of_text(file, name, kinds)
    if kind not in kinds:
        raise Refused(_wrong_kind(beginning, kinds))
    file.seek(0)
    return kind, ContentFile(write_anew(file.read(), kind)) if kind in PICTURES else File(file)


def _beginning(file: BinaryIO) -> bytes:
    file.seek(0)
    beginning = file.read(_BEGINNING)
    file.seek(0)
    return beginning


def _kind_of_text(file: BinaryIO, name: str, kinds: Collection[Kind]) -> Kind:
    beginning = _beginning(file)
    if not {Kind.CSV, Kind.TEXT} & set(kinds) or beginning.startswith((ZIP_BEGINS, OLD_OFFICE_BEGINS)):
        raise Refused(_wrong_kind(beginning, kinds))
    found = lines(file)
    begins = "".join(line for _number, line in zip(range(30), found, strict=False))
    if _MARKUP.match(begins):
        raise Refused(
            _("Web pages and SVG drawings can hold programs. Save a picture as PNG, a table as CSV or XLSX.")
        )
    deque(found, maxlen=0)
    is_table = name.lower().endswith((".csv", ".tsv")) or Kind.TEXT not in kinds
    return Kind.CSV if is_table and Kind.CSV in kinds else Kind.TEXT


def check_old_workbook(file: BinaryIO) -> Kind:
    """XLS; other old files of Office begin the same way, and so do new ones with a password."""
    data = file.read()
    file.seek(0)
    if _MACROS in data:
        raise Refused(holds_macros())
    try:
        if _LOCKED in data:
            raise PasswordError
        CalamineWorkbook.from_filelike(file).close()
    except PasswordError:
        raise Refused(
            _("This workbook has a password. Open it, save it without a password, and try once more.")
        ) from None
    except (CalamineError, OSError, ValueError):
        raise Refused(
            _("This is an old Office file without a table, or a damaged one. Save the table as XLSX or CSV.")
        ) from None
    finally:
        file.seek(0)
    return Kind.XLS


def _wrong_kind(beginning: bytes, kinds: Collection[Kind]) -> str:
    wanted = ", ".join(str(kind.label) for kind in Kind if kind in kinds)
    try:
        looks_like = puremagic.magic_string(beginning)[0].extension
    except (puremagic.PureError, ValueError, IndexError):
        looks_like = ""
    if looks_like:
        return _("This looks like a %(extension)s file. Give one of these: %(kinds)s.") % {
            "extension": looks_like,
            "kinds": wanted,
        }
    return _("This kind of file cannot be used here. Give one of these: %(kinds)s.") % {"kinds": wanted}
