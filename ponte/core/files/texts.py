"""Text in whatever encoding, line by line and in constant memory."""

import codecs
import re
from collections.abc import Iterator
from functools import partial
from io import TextIOWrapper
from typing import Any, BinaryIO

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from ponte.core.refusal import Refused

LOOKED_AT = 300_000  # bytes enough to know an encoding by
LONGEST_LINE = 1_000_000  # characters
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_WESTERN = re.compile("[\t-\x7f\xa0\xa1°ª«»·º§À-ÖØ-öø-ÿŒœŠšŽžŸ‘’“”–—…€•]*")
_WORD_OF_ACCENTS = re.compile(rb"[\xc0-\xff]{3}")
UTF_8, UTF_16, WINDOWS = "utf-8-sig", "utf-16", "cp1252"


def lines(file: BinaryIO) -> Iterator[str]:
    """Lines with their ends. Refused, with the row, at the first thing that is no text; `file` stays open."""
    encoding = encoding_of(file)
    file.seek(0)
    text = TextIOWrapper(file, encoding=encoding, newline="")
    try:
        for line in iter(partial(text.readline, LONGEST_LINE), ""):
            if _CONTROLS.search(line):
                raise Refused(_no_text())
            if len(line) == LONGEST_LINE:
                raise Refused(_("A line of this file has more than a million letters. Save it as CSV."))
            yield line
    except UnicodeDecodeError:
        if encoding == UTF_16:
            raise Refused(_no_text()) from None
        raise Refused(_damaged(row_of_damage(text.detach(), encoding))) from None
    finally:
        let_go(text)


def let_go(text: TextIOWrapper) -> None:
    """Leave the file underneath open: it is not ours."""
    try:
        text.detach()
    except ValueError:  # it was let go already
        return


def row_of_damage(file: Any, encoding: str) -> int:
    """The line in which the first fault stands."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    row = 1
    for piece in iter(partial(file.read, LOOKED_AT), b""):
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as error:
            held = len(error.object) - len(piece)
            return row + piece[: max(0, error.start - held)].count(b"\n")
        row += piece.count(b"\n")
    return row


def _damaged(row: int) -> str:
    return _(
        "Row %(row)d has letters that are damaged. Open the file, correct that row, save as CSV UTF-8."
    ) % {"row": row}


def _no_text() -> str:
    return _("This file is not text, or its encoding is broken. Save it as CSV in UTF-8.")


def encoding_of(file: BinaryIO) -> str:
    """Told by the first bytes that are not plain English letters. Refused when it cannot be told."""
    sample = _telling(file)
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF_16
    if b"\x00" in sample:
        raise Refused(_no_text())
    if _is_utf_8(sample):
        return UTF_8
    if _is_western(sample):
        return WINDOWS
    best = from_bytes(sample).best()
    if best is None:
        raise Refused(_no_text())
    return str(best.encoding)


def _telling(file: BinaryIO) -> bytes:
    """Whole lines from the first piece with a letter beyond ASCII; the first piece when there is none."""
    file.seek(0)
    first = file.read(LOOKED_AT)
    piece, before = first, b""
    while piece and piece.isascii():
        before, piece = piece, file.read(LOOKED_AT)
    sample = (before + piece) if piece else first
    return sample[: sample.rfind(b"\n") + 1] or sample if len(sample) >= LOOKED_AT else sample


def _is_utf_8(sample: bytes) -> bool:
    """Also UTF-8 with a fault in it: guessing another encoding would garble every name."""
    try:
        codecs.getincrementaldecoder(UTF_8)().decode(sample)
    except UnicodeDecodeError:
        sound = sum(1 for char in sample.decode("utf-8", errors="ignore") if char > "\x7f")
        faults = sample.decode("utf-8", errors="replace").count("\ufffd")
        return sound >= faults
    return True


def _is_western(sample: bytes) -> bool:
    """Whether this is Latin letters of Windows: accents stand alone there, while other alphabets make words of them.

    Statistics alone take a short Italian list for a Hungarian one.
    """
    try:
        return not _WORD_OF_ACCENTS.search(sample) and bool(_WESTERN.fullmatch(sample.decode(WINDOWS)))
    except UnicodeDecodeError:
        return False
