"""What a file is, told from its bytes."""

import re
from collections.abc import Collection

import puremagic
from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from ponte.core.files.pictures import write_anew
from ponte.core.files.workbooks import check_workbook
from ponte.core.models.stored_file import PICTURES, Kind
from ponte.core.refusal import Refused

_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Kind.PNG),
    (re.compile(rb"\xff\xd8\xff"), Kind.JPEG),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), Kind.WEBP),
    (re.compile(rb"%PDF-[12]\.\d"), Kind.PDF),
    (re.compile(rb"PK\x03\x04"), Kind.XLSX),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|\?xml|html|head|body|svg|script|iframe)\b", re.I | re.S
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_WESTERN = re.compile("[\t-\x7f\xa0\xa1°ª«»·º§À-ÖØ-öø-ÿŒœŠšŽžŸ‘’“”–—…€•]*")
_WORD_OF_ACCENTS = re.compile(rb"[\xc0-\xff]{3}")
_LOOKED_AT = 300_000  # bytes enough to know an encoding by


def check(data: bytes, name: str, *, kinds: Collection[Kind]) -> tuple[Kind, bytes]:
    """The kind and the bytes to keep (a picture's are new); Refused when it is not one of `kinds`."""
    if not data:
        raise Refused(_("The file is empty."))
    kind = next((kind for signature, kind in _SIGNATURES if signature.match(data)), None)
    if kind is None:
        kind = _kind_of_text(data, name, kinds)
    if kind not in kinds:
        raise Refused(_wrong_kind(data, kinds))
    if kind == Kind.XLSX:
        check_workbook(data)
    return kind, write_anew(data, kind) if kind in PICTURES else data


def _kind_of_text(data: bytes, name: str, kinds: Collection[Kind]) -> Kind:
    if data.startswith(_OLD_OFFICE):
        raise Refused(
            _("This is an old Excel file or one with a password. Save it as XLSX without a password.")
        )
    if not {Kind.CSV, Kind.TEXT} & set(kinds):
        raise Refused(_wrong_kind(data, kinds))
    text = decode(data)
    if _MARKUP.match(text):
        raise Refused(
            _("Web pages and SVG drawings can hold programs. Save a picture as PNG, a table as CSV or XLSX.")
        )
    is_table = name.lower().endswith((".csv", ".tsv")) or Kind.TEXT not in kinds
    return Kind.CSV if is_table and Kind.CSV in kinds else Kind.TEXT


def _wrong_kind(data: bytes, kinds: Collection[Kind]) -> str:
    wanted = ", ".join(str(kind.label) for kind in Kind if kind in kinds)
    try:
        looks_like = puremagic.magic_string(data[:4096])[0].extension
    except (puremagic.PureError, ValueError, IndexError):
        looks_like = ""
    if looks_like:
        return _("This looks like a %(extension)s file. Give one of these: %(kinds)s.") % {
            "extension": looks_like,
            "kinds": wanted,
        }
    return _("This kind of file cannot be used here. Give one of these: %(kinds)s.") % {"kinds": wanted}


def decode(data: bytes) -> str:
    """The text of a file in whatever encoding; Refused when it is not text or the encoding cannot be told."""
    text = _decoded(data)
    if text is None or _CONTROLS.search(text):
        raise Refused(_("This file is not text, or its encoding is broken. Save it as CSV in UTF-8."))
    return text


def _is_western(data: bytes) -> bool:
    """Whether this is Latin letters of Windows: accents stand alone there, while other alphabets make words of them.

    Statistics alone take a short Italian list for a Hungarian one.
    """
    try:
        return not _WORD_OF_ACCENTS.search(data) and bool(_WESTERN.fullmatch(data.decode("cp1252")))
    except UnicodeDecodeError:
        return False


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig"]
        if b"\x00" in data:
            return None
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if _is_western(data):
        return data.decode("cp1252")
    sample = data[:_LOOKED_AT]
    best = from_bytes(sample[: sample.rfind(b"\n") + 1] or sample).best()
    try:
        return data.decode(best.encoding) if best else None
    except UnicodeDecodeError:
        return None
