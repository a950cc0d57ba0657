"""XLSX files are ZIP archives: measured before anything reads them."""

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from ponte.core.refusal import Refused

MOST_PARTS = 2_000
LARGEST_UNPACKED = 200_000_000  # bytes
LARGEST_RATIO = 100  # unpacked : packed, asked of archives that unpack to more than SMALL
SMALL = 5_000_000
_CONTENT_TYPES = "[Content_Types].xml"
_LOCAL_HEADER = 30


def check_workbook(data: bytes) -> None:
    """Refused unless it is an XLSX workbook of bearable size without macros and links to other workbooks."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MOST_PARTS or len(names) < len(parts):
                raise Refused(_damaged())
            _check_size(data, parts)
            if _CONTENT_TYPES not in names:
                raise Refused(
                    _("This is a ZIP archive, not an XLSX workbook. Unpack it and give the table inside.")
                )
            _check_content(names, archive.read(_CONTENT_TYPES))
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise Refused(_damaged()) from error


def _damaged() -> str:
    return _("This workbook is damaged or protected. Open it, save it again as XLSX without a password.")


def _check_size(data: bytes, parts: list[ZipInfo]) -> None:
    """Unpack everything into nothing. What the archive says of its sizes is not believed."""
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refused(_too_large())
    total = 0
    for part in parts:
        if part.flag_bits & 0x1 or ".." in part.filename.split("/") or part.filename.startswith("/"):
            raise Refused(_damaged())
        size = _unpacked_size(data, part)
        if size != part.file_size:
            raise Refused(_damaged())
        total += size
    if total > SMALL and total > LARGEST_RATIO * len(data):
        raise Refused(_too_large())


def _too_large() -> str:
    return _("This workbook is too large once unpacked. Split it, or save the table as CSV.")


def _unpacked_size(data: bytes, part: ZipInfo) -> int:
    """Bytes one part really has, given up one byte after the size it claims."""
    lengths = data[part.header_offset + 26 : part.header_offset + _LOCAL_HEADER]
    start = part.header_offset + _LOCAL_HEADER
    start += int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    packed = memoryview(data)[start : start + part.compress_size]
    if part.compress_type == ZIP_STORED:
        return len(packed)
    if part.compress_type != ZIP_DEFLATED:
        raise BadZipFile("compression method")
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    size, rest = 0, bytes(packed)
    while rest and not unpack.eof and size <= part.file_size:
        size += len(unpack.decompress(rest, 1_000_000))
        rest = unpack.unconsumed_tail
    return size


_WORKBOOK = re.compile(rb"spreadsheetml\.sheet\.main\+xml")
_MACROS = re.compile(rb"macroEnabled|vbaProject|ms-excel\.(?:macrosheet|intlmacrosheet)", re.I)


def _check_content(names: set[str], content_types: bytes) -> None:
    lowered = {name.lower() for name in names}
    if _MACROS.search(content_types) or any(name.endswith(".bin") and "vba" in name for name in lowered):
        raise Refused(_("This workbook holds macros. Save it as XLSX (without macros) and try once more."))
    if not _WORKBOOK.search(content_types):
        raise Refused(_("This is not an XLSX workbook. Save the table as XLSX or CSV."))
    if any(name.startswith("xl/externallinks/") for name in lowered):
        raise Refused(
            _("This workbook reads from other workbooks. Copy its values into a new one and give that.")
        )
