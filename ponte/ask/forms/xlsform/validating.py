"""The product's own check of an XLSForm, for the shell."""

from collections.abc import Iterator
from typing import BinaryIO

from ponte.ask.forms.xlsform.reading import read_xlsform


def validate(file: BinaryIO) -> Iterator[tuple[str, str]]:
    """(level, sentence) for everything noticed."""
    for finding in read_xlsform(file).findings:
        yield str(finding.level), str(finding)
