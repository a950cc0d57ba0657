"""XLSX and ODS files are ZIP archives: measured before anything reads them."""

import re
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from ponte.core.files.cells import MOST_CELLS, OpenDocumentCells, WorkbookCells
from ponte.core.models.stored_file import Kind
from ponte.core.refusal import Refused

MOST_PARTS = 2_000
LARGEST_UNPACKED = 200_000_000  # bytes
LARGEST_RATIO = 100  # unpacked : packed, asked of archives that unpack to more than SMALL
SMALL = 5_000_000
PIECE = 1_000_000
_CONTENT_TYPES = "[Content_Types].xml"
_MANIFEST = "META-INF/manifest.xml"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_LOCAL_HEADER = 30


def check_workbook(file: BinaryIO) -> Kind:
    """Which workbook this is. Refused unless it is of bearable size, without macros, password and foreign links."""
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MOST_PARTS or len(names) < len(parts):
                raise Refused(_damaged())
            _check_size(file, parts)
            if "mimetype" in names and archive.read("mimetype").strip() == _SPREADSHEET:
                _check_open_document(names, archive.read(_MANIFEST) if _MANIFEST in names else b"")
                return Kind.ODS
            if _CONTENT_TYPES not in names:
                raise Refused(
                    _("This is a ZIP archive, not a workbook. Unpack it and give the table inside.")
                )
            _check_content(names, archive.read(_CONTENT_TYPES))
            return Kind.XLSX
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise Refused(_damaged()) from error
    finally:
        file.seek(0)


def _damaged() -> str:
    return _("This workbook is damaged or protected. Open it, save it again as XLSX without a password.")


def _check_size(file: BinaryIO, parts: list[ZipInfo]) -> None:
    """Unpack everything into nothing. What the archive says of its sizes is not believed."""
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refused(_too_large())
    total = 0
    for part in parts:
        if part.flag_bits & 0x1 or ".." in part.filename.split("/") or part.filename.startswith("/"):
            raise Refused(_damaged())
        size = _unpacked_size(file, part)
        if size != part.file_size:
            raise Refused(_damaged())
        total += size
    if total > SMALL and total > LARGEST_RATIO * file.seek(0, 2):
        raise Refused(_too_large())


def _too_large() -> str:
    return _("This workbook is too large once unpacked. Split it, or save the table as CSV.")


def _unpacked_size(file: BinaryIO, part: ZipInfo) -> int:
    """Bytes one part really has, given up after the size it claims; the cells of a sheet are counted on the way."""
    cells = _cells_of(part.filename.lower())
    size = 0
    for piece in _unpacked(file, part):
        size += len(piece)
        if size > part.file_size:
            break
        if cells and cells(piece) > MOST_CELLS:
            raise Refused(_too_large())
    return size


def _cells_of(name: str) -> Callable[[bytes], int] | None:
    """What counts the cells of a part: two cells at the far ends of a sheet would take all memory there is."""
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        return WorkbookCells().count
    return OpenDocumentCells().count if name == "content.xml" else None


def _unpacked(file: BinaryIO, part: ZipInfo) -> Iterator[bytes]:
    """The bytes of one part, piece by piece."""
    file.seek(part.header_offset + 26)
    lengths = file.read(_LOCAL_HEADER - 26)
    file.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile("compression method")
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    left = part.compress_size
    while left > 0 and not unpack.eof and (packed := file.read(min(PIECE, left))):
        left -= len(packed)
        if part.compress_type == ZIP_STORED:
            yield packed
            continue
        while packed and not unpack.eof:
            yield unpack.decompress(packed, PIECE)
            packed = unpack.unconsumed_tail


_WORKBOOK = re.compile(rb"spreadsheetml\.sheet\.main\+xml")
_MACROS = re.compile(rb"macroEnabled|vbaProject|ms-excel\.(?:macrosheet|intlmacrosheet)", re.I)


def _check_content(names: set[str], content_types: bytes) -> None:
    lowered = {name.lower() for name in names}
    if _MACROS.search(content_types) or any(name.endswith(".bin") and "vba" in name for name in lowered):
        raise Refused(holds_macros())
    if not _WORKBOOK.search(content_types):
        raise Refused(_("This is not a workbook with tables. Save the table as XLSX or CSV."))
    if any(name.startswith("xl/externallinks/") for name in lowered):
        raise Refused(
            _("This workbook reads from other workbooks. Copy its values into a new one and give that.")
        )


def _check_open_document(names: set[str], manifest: bytes) -> None:
    """ODS: the same questions."""
    if b"encryption-data" in manifest:
        raise Refused(_damaged())
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Refused(holds_macros())


def holds_macros() -> str:
    """What to do about programs in a workbook."""
    return _("This workbook holds macros. Save it as XLSX (without macros) and try once more.")
